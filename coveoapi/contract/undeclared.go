package contract

import (
	"maps"
	"slices"

	"github.com/getkin/kin-openapi/openapi3"
)

// undeclared is the reason of names that the document does not have.
const undeclared = "the document declares no such name"

// undeclaredIn lists the members of a value that its schema does not declare. at is
// the pointer to the value.
func undeclaredIn(value any, schema *openapi3.SchemaRef, at string) []fault {
	if schema == nil || schema.Value == nil {
		return nil
	}
	switch v := value.(type) {
	case map[string]any:
		return undeclaredInObject(v, schema, at)
	case []any:
		items := itemsOf(schema)
		var faults []fault
		for _, element := range v {
			faults = append(faults, undeclaredIn(element, items, at+"/*")...)
		}
		return faults
	default:
		return nil
	}
}

func undeclaredInObject(object map[string]any, schema *openapi3.SchemaRef, at string) []fault {
	declared := map[string]openapi3.SchemaRefs{}
	free := gather(schema, declared, nil)
	if len(declared) == 0 {
		return nil // an object of which nothing is said
	}
	var faults []fault
	for _, name := range slices.Sorted(maps.Keys(object)) {
		members, ok := declared[name]
		switch {
		case ok:
			member := &openapi3.SchemaRef{Value: &openapi3.Schema{AnyOf: members}}
			faults = append(faults, undeclaredIn(object[name], member, at+"/"+name)...)
		case !free:
			faults = append(faults, fault{at + "/" + name, undeclared})
		}
	}
	return faults
}

// gather collects the properties of a schema and of all schemas that it is made of,
// whichever of its alternatives is meant, and reports whether one of them allows
// others. seen holds the schemas on the way, which may contain themselves.
func gather(schema *openapi3.SchemaRef, into map[string]openapi3.SchemaRefs, seen []*openapi3.Schema) (free bool) {
	s := schema.Value
	if s == nil || slices.Contains(seen, s) {
		return false
	}
	seen = append(seen, s)
	for name, property := range s.Properties {
		into[name] = append(into[name], property)
	}
	free = s.AdditionalProperties.Schema != nil || s.AdditionalProperties.Has != nil && *s.AdditionalProperties.Has
	for _, part := range slices.Concat(s.AllOf, s.OneOf, s.AnyOf) {
		free = gather(part, into, seen) || free
	}
	return free
}

// itemsOf finds the schema of an array's elements, also where the array is one of
// several alternatives.
func itemsOf(schema *openapi3.SchemaRef) *openapi3.SchemaRef {
	if schema.Value.Items != nil {
		return schema.Value.Items
	}
	for _, part := range slices.Concat(schema.Value.AllOf, schema.Value.OneOf, schema.Value.AnyOf) {
		if part.Value != nil && part.Value.Items != nil {
			return part.Value.Items
		}
	}
	return nil
}
