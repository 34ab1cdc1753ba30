package sandbox

import (
	"net/url"
	"strconv"
)

// page is a part of a list. Pages count from 0 in the platform APIs.
type page struct{ number, size int }

// The usual and the largest size of a page.
const (
	defaultPageSize = 100
	maxPageSize     = 1000
)

func newPage(number, size int) page {
	if size <= 0 {
		size = defaultPageSize
	}
	return page{max(0, number), min(size, maxPageSize)}
}

// pageOf reads page and perPage.
func (c *call) pageOf() page { return pageFrom(c.r.URL.Query(), "perPage") }

// pageFrom reads page and the size of a page. What is no number counts as absent.
func pageFrom(query url.Values, sizeName string) page {
	number, _ := strconv.Atoi(query.Get("page"))
	size, _ := strconv.Atoi(query.Get(sizeName))
	return newPage(number, size)
}

// paged is a page of a list, as several models of the platform have it.
type paged[T any] struct {
	Items        []T `json:"items"`
	TotalEntries int `json:"totalEntries"`
	TotalPages   int `json:"totalPages"`
}

func pageModel[T any](list []T, p page) paged[T] {
	pages := (len(list) + p.size - 1) / p.size
	return paged[T]{Items: cut(list, p), TotalEntries: len(list), TotalPages: pages}
}

// cut gives the part of a list that is on a page.
func cut[T any](list []T, p page) []T {
	from := min(len(list), p.number*p.size)
	if p.number > len(list) {
		from = len(list) // and no overflow
	}
	to := min(len(list), from+p.size)
	return append([]T{}, list[from:to]...)
}
