// Creates a workflow, polls it and downloads its output with net/http.
//
// Usage: go run . URL. Prints one JSON object a line, which HttpClientsTest reads.
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
)

const create = `{"image_urls": ["https://example.com/in.png"], "event_id": "sim:polls=2"}`

type workflow struct {
	Data struct {
		ID     string
		Result []struct{ URL string }
	}
}

func send(method, url, key string, body io.Reader) []byte {
	request, err := http.NewRequest(method, url, body)
	if err != nil {
		log.Fatal(err)
	}
	request.Header.Set("X-Api-Key", key)
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != 200 {
		log.Fatal(response.Status, err, string(content))
	}
	return content
}

func read(content []byte) (parsed workflow) {
	if err := json.Unmarshal(content, &parsed); err != nil {
		log.Fatal(err)
	}
	return parsed
}

func main() {
	url := os.Args[1]
	for _, streamed := range []bool{false, true} {
		key := fmt.Sprint("go-", streamed)
		var body io.Reader = bytes.NewReader([]byte(create))
		if streamed {
			// Hides the length.
			body = io.MultiReader(body)
		}
		id := read(send("POST", url+"/v2/workflow", key, body)).Data.ID
		var done workflow
		for reads := 0; reads < 2; reads++ {
			done = read(send("GET", url+"/v2/workflow/"+id, key, nil))
		}
		output := send("GET", done.Data.Result[0].URL, key, nil)
		line, err := json.Marshal(map[string]any{
			"client": "net/http", "version": "", "protocol": "HTTP/1.1", "streamed": streamed,
			"key": key, "sha256": fmt.Sprintf("%x", sha256.Sum256(output)),
		})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(string(line))
	}
}
