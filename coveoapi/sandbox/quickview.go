package sandbox

import (
	"html"
	"strings"
)

// quickview serves /rest/search/v2/html: the page of one item. The item's ID stands in
// the query string and the query in a JSON body, or all in a form body.
func quickview(c *call) (any, error) {
	d, err := c.requestedDocument()
	if err != nil {
		return nil, err
	}
	c.w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
	page := "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + html.EscapeString(d.title) + "</title></head>\n" +
		"<body><h1>" + html.EscapeString(d.title) + "</h1>\n<p>" +
		strings.ReplaceAll(html.EscapeString(d.body), "\n", "</p>\n<p>") + "</p></body></html>\n"
	return content{"text/html; charset=utf-8", []byte(page)}, nil
}

// documentText serves GET /rest/search/v2/text.
func documentText(c *call) (any, error) {
	d, err := c.requestedDocument()
	if err != nil {
		return nil, err
	}
	return content{"text/plain; charset=utf-8", []byte(d.title + "\n" + d.body + "\n")}, nil
}

// oneDocument serves GET /rest/search/v2/document.
func oneDocument(c *call) (any, error) {
	s, number, err := c.findDocument()
	if err != nil {
		return nil, err
	}
	return s.result(match{document: number}, 1), nil
}

func (c *call) requestedDocument() (*document, error) {
	s, number, err := c.findDocument()
	if err != nil {
		return nil, err
	}
	return s.reader.index.documents[number], nil
}

// findDocument finds the item that a request names, if the caller may see it and the
// token's filter keeps it; otherwise it does not exist.
func (c *call) findDocument() (*search, int, error) {
	params, err := c.readParams()
	if err != nil {
		return nil, 0, err
	}
	if (params.UniqueID == "") == (params.PrimaryID == "") {
		return nil, 0, fail(causeBadRequest, "Either 'uniqueId' or 'primaryId' is required, not both.")
	}
	s, err := newSearch(c, params)
	if err != nil {
		return nil, 0, err
	}
	number, found := s.reader.index.find(params.UniqueID, params.PrimaryID)
	if found {
		for _, visible := range s.find(both(s.parts.mandatory)) {
			if visible == number {
				return s, number, nil
			}
		}
	}
	return nil, 0, fail(causeNotFound, "There is no such document.")
}
