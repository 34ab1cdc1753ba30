package ui_test

// hourToken is a search token of a made-up person, signed with a key of ours, issued
// at the start of the test's clock for one hour.
const hourToken = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9." +
	"eyJ2OCI6dHJ1ZSwib3JnYW5pemF0aW9uIjoiYWNtZWNvcnAiLCJ1c2VySWRzIjpbeyJ0eXBlIjoiVXNlciIsIm5hbWUiOiJhc21pdGhAZXhhbXBsZS5jb20iLCJwcm92aWRlciI6IkVtYWlsIFNlY3VyaXR5IFByb3ZpZGVyIn1dLCJyb2xlcyI6WyJxdWVyeUV4ZWN1dG9yIl0sImlzcyI6IlNlYXJjaEFwaSIsImlhdCI6MTc3MzQ3ODgwMCwiZXhwIjoxNzczNDgyNDAwfQ." +
	"anYmumwfwC_UgWyhoS6MsmvL3VffvpbK3uoNjlRj3bs"
