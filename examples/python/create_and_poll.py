"""Creates a workflow, polls it until it has ended and downloads its outputs.

Requires the package requests.
"""

import argparse
import pathlib
import sys
import time

import requests

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("base_url", nargs="?", default="http://127.0.0.1:8080")
parser.add_argument("api_key", nargs="?", default="demo")
arguments = parser.parse_args()
base_url = arguments.base_url

with requests.Session() as session:
    session.headers["X-Api-Key"] = arguments.api_key

    try:
        response = session.post(
            f"{base_url}/v2/workflow",
            json={
                "title": "Launch",
                "template_id": "vim_astronaut",
                "image_urls": ["https://example.com/input.png"],
                "options": {"aspect_ratio": "9:16", "pipeline_mode": "video"},
            },
            timeout=60,
        )
    except requests.RequestException as error:
        sys.exit(f"no response from {base_url}: {error}")
    if response.status_code == 422:
        sys.exit("\n".join(f"{e['loc']}: {e['msg']}" for e in response.json()["detail"]))
    response.raise_for_status()
    workflow = response.json()["data"]

    while workflow["processing_status"] not in ("success", "fail"):
        time.sleep(1)
        response = session.get(f"{base_url}/v2/workflow/{workflow['id']}", timeout=30)
        response.raise_for_status()
        workflow = response.json()["data"]
        print(f"{workflow['processing_status']} {workflow['progress_percentage']}%")

if workflow["processing_status"] == "fail":
    sys.exit("the workflow failed")

# Not with the session: the files need no API key, and other hosts must not receive it.
for output in workflow["result"]:
    download = requests.get(output["url"], timeout=60)
    download.raise_for_status()
    file = pathlib.Path(output["url"].rsplit("/", 1)[-1])
    file.write_bytes(download.content)
    print(f"{file}: {len(download.content)} bytes of {download.headers['Content-Type']}")
