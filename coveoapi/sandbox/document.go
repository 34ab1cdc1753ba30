package sandbox

import (
	"crypto/sha256"
	"encoding/base32"
	"strconv"
	"strings"
	"time"

	"coveotoken/coveoapi/queryexpr"
)

// document is an item of the index.
type document struct {
	id                 string // stable and unique, such as "kb-lamp-flicker"
	title, body        string
	source, objectType string
	author, language   string
	date               time.Time
	product            []string
	// fields are further fields of the object type, such as a case's status.
	fields      map[string]string
	permissions permissions
}

// uri is where the item would be opened. Nothing is there.
func (d *document) uri() string {
	return "https://" + strings.ToLower(d.source) + ".tumbleglow.example/" + d.id
}

// uniqueID is the item's ID in the form that the index gives it.
func (d *document) uniqueID() string {
	return "42.29751$" + d.uri()
}

// primaryID is the item's newer ID, which has only letters and digits.
func (d *document) primaryID() string {
	sum := sha256.Sum256([]byte(d.id))
	return strings.TrimRight(base32.StdEncoding.EncodeToString(sum[:15]), "=")
}

// values gives the values of a field, for expressions, facets and sorting.
func (d *document) values(name string) []queryexpr.FieldValue {
	switch strings.ToLower(name) {
	case "title", "systitle":
		return textValues(d.title)
	case "source", "syssource":
		return textValues(d.source)
	case "objecttype":
		return textValues(d.objectType)
	case "author", "sysauthor":
		return textValues(d.author)
	case "language", "syslanguage":
		return textValues(d.language)
	case "product":
		return textValues(d.product...)
	case "uri", "clickableuri":
		return textValues(d.uri())
	case "permanentid", "urihash":
		return textValues(d.id)
	case "filetype":
		return textValues("html")
	case "year":
		return numberValue(float64(d.date.Year()))
	case "size":
		return numberValue(float64(len(d.body)))
	case "date", "sysdate", "indexeddate":
		return dateValue(d.date)
	default:
		return textValues(d.fields[strings.ToLower(name)])
	}
}

func textValues(texts ...string) []queryexpr.FieldValue {
	var values []queryexpr.FieldValue
	for _, text := range texts {
		if text != "" {
			values = append(values, queryexpr.FieldValue{Text: text})
		}
	}
	return values
}

func numberValue(n float64) []queryexpr.FieldValue {
	return []queryexpr.FieldValue{{Text: strconv.FormatFloat(n, 'f', -1, 64), Number: &n}}
}

func dateValue(t time.Time) []queryexpr.FieldValue {
	return []queryexpr.FieldValue{{Text: t.Format("2006/01/02@15:04:05"), Date: &t}}
}

// raw gives the fields of the item as the Search API returns them: dates in
// milliseconds, several values as a list.
func (d *document) raw() map[string]any {
	raw := map[string]any{
		"title": d.title, "source": d.source, "objecttype": d.objectType, "author": d.author,
		"language": []string{d.language}, "year": d.date.Year(), "date": d.date.UnixMilli(),
		"uri": d.uri(), "clickableuri": d.uri(), "permanentid": d.id, "urihash": d.id,
		"filetype": "html", "size": len(d.body), "collection": "default",
	}
	if len(d.product) > 0 {
		raw["product"] = d.product
	}
	for name, value := range d.fields {
		raw[name] = value
	}
	return raw
}
