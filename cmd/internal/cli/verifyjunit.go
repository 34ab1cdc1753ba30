package cli

import (
	"encoding/xml"
	"errors"
	"fmt"
	"os"
	"time"

	"coveotoken/coveoapi/policy"
)

// junitSuite is the results as JUnit XML, in the form that continuous integration
// servers agree on: failures are what did not hold, errors what could not be checked.
type junitSuite struct {
	XMLName   xml.Name    `xml:"testsuite"`
	Name      string      `xml:"name,attr"`
	Tests     int         `xml:"tests,attr"`
	Failures  int         `xml:"failures,attr"`
	Errors    int         `xml:"errors,attr"`
	Time      string      `xml:"time,attr"`
	Timestamp string      `xml:"timestamp,attr"`
	Cases     []junitCase `xml:"testcase"`
}

type junitCase struct {
	ClassName string       `xml:"classname,attr"`
	Name      string       `xml:"name,attr"`
	File      string       `xml:"file,attr"`
	Line      int          `xml:"line,attr"`
	Failure   *junitReason `xml:"failure"`
	Error     *junitReason `xml:"error"`
}

type junitReason struct {
	Message string `xml:"message,attr"`
	Type    string `xml:"type,attr"`
	Text    string `xml:",chardata"`
}

// writeJUnit writes and closes the file, if there is one. Text from outside has its
// control characters made visible, so that what is left is allowed in XML 1.0.
func (o *verifyOptions) writeJUnit(file *os.File, v verification) error {
	if file == nil {
		return nil
	}
	text, err := xml.MarshalIndent(o.junitSuite(v), "", "  ")
	if err == nil {
		_, err = file.WriteString(xml.Header + string(text) + "\n")
	}
	return errors.Join(err, file.Close())
}

func (o *verifyOptions) junitSuite(v verification) junitSuite {
	suite := junitSuite{
		Name: o.safe(v.policy), Tests: len(v.report.Results),
		Failures: v.report.Count(policy.Failed), Errors: v.report.Count(policy.NotChecked),
		Time: fmt.Sprintf("%.3f", v.took.Seconds()), Timestamp: v.now.UTC().Format(time.RFC3339),
	}
	for _, r := range v.report.Results {
		c := junitCase{
			ClassName: o.safe(r.Check.Title()), Name: o.safe(fmt.Sprintf("line %d: %s", r.Assertion.Line, r.Assertion.Expect.Text())),
			File: o.safe(v.policy), Line: r.Assertion.Line,
		}
		message := o.safe(verdict(v, r.Outcome))
		text := o.safe(fmt.Sprintf("%s:%d: %s: expected %s, %s", v.policy, r.Assertion.Line, r.Check.Subject(), r.Assertion.Expect.Text(), verdict(v, r.Outcome)))
		switch r.Outcome.Status {
		case policy.Failed:
			c.Failure = &junitReason{message, "expectation", text}
		case policy.NotChecked:
			c.Error = &junitReason{message, "not_checked", text}
		}
		suite.Cases = append(suite.Cases, c)
	}
	return suite
}
