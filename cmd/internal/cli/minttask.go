package cli

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"coveotoken/coveoapi"
	"coveotoken/coveoapi/catalog"
)

// addTaskFlag declares --task. searches says which tasks complete it: true those of
// search tokens, false those of platform tokens.
func (o *mintOptions) addTaskFlag(cmd *cobra.Command, searches ...bool) {
	cmd.Flags().StringVar(&o.taskID, "task", "", "`ID` of a task whose needs are filled in; `coveo-token privileges --tasks` lists them")
	registerCompletion(cmd, "task", func() []string {
		var names []string
		for _, task := range catalog.Tasks() {
			if slices.Contains(searches, task.SearchToken) {
				names = append(names, task.ID+"\t"+task.Sentence)
			}
		}
		return names
	})
}

// task finds the task of --task, which must be for the kind of token; it is zero
// without one. Where no --user was given, the task's is.
func (o *mintOptions) task(search bool) (catalog.Task, error) {
	if o.taskID == "" {
		return catalog.Task{}, nil
	}
	task, ok := catalog.TaskByID(o.taskID)
	if !ok {
		return task, &coveoapi.InputError{
			Field: "--task", Reason: fmt.Sprintf("is %q, which is no task", o.taskID),
			Remedy: "`coveo-token privileges --tasks` lists them.",
		}
	}
	if task.SearchToken != search {
		return task, &coveoapi.InputError{
			Field: "--task", Reason: "takes another kind of token", Remedy: "Write `coveo-token mint " + tokenOf(task) + " --task " + task.ID + "`.",
		}
	}
	for _, field := range task.Fields {
		if field.Field == catalog.FieldUser && field.Value != "" && len(o.users) == 0 {
			o.users = []string{field.Value}
		}
	}
	return task, nil
}
