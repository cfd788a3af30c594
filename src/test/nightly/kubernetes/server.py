# SPDX-License-Identifier: Apache-2.0
"""As much of a Kubernetes API server as one spark-submit and one kubectl talk to, on loopback.

    python3 server.py DIRECTORY EXIT_CODE

Takes what is created and keeps it; a pod is told to have ended with EXIT_CODE. Writes its port to
DIRECTORY/port and each kind of object that it is given to DIRECTORY/<kind>.json.
"""

import copy
import json
import re
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

DIRECTORY = Path(sys.argv[1])
EXIT_CODE = int(sys.argv[2])
PLACE = re.compile(r"/(?:api/v1|apis/[^/]+/[^/]+)/namespaces/([^/]+)/(\w+)(?:/([^/]+))?")
STARTED = "2026-01-01T00:00:00Z"
DISCOVERY = {
    "/api": {"kind": "APIVersions", "versions": ["v1"], "serverAddressByClientCIDRs": []},
    "/apis": {"kind": "APIGroupList", "apiVersion": "v1", "groups": []},
    "/api/v1": {
        "kind": "APIResourceList",
        "groupVersion": "v1",
        "resources": [
            {
                "name": "pods",
                "singularName": "pod",
                "namespaced": True,
                "kind": "Pod",
                "verbs": ["create", "get", "list", "watch"],
            }
        ],
    },
}
objects: dict[str, dict[str, dict]] = {}


def ended(pod):
    pod = copy.deepcopy(pod)
    end = {
        "exitCode": EXIT_CODE,
        "reason": "Error" if EXIT_CODE else "Completed",
        "startedAt": STARTED,
        "finishedAt": STARTED,
    }
    pod["status"] = {
        "phase": "Failed" if EXIT_CODE else "Succeeded",
        "startTime": STARTED,
        "containerStatuses": [
            {
                "name": container["name"],
                "image": container["image"],
                "imageID": "",
                "ready": False,
                "restartCount": 0,
                "state": {"terminated": end},
            }
            for container in pod["spec"]["containers"]
        ],
    }
    return pod


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *ignored):
        pass

    def answer(self, value, status=200):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def none(self):
        failure = {"kind": "Status", "apiVersion": "v1", "status": "Failure", "code": 404}
        self.answer(failure | {"reason": "NotFound", "message": "none"}, 404)

    def body(self):
        return json.loads(self.rfile.read(int(self.headers["Content-Length"])))

    def do_GET(self):
        url = urlsplit(self.path)
        place = PLACE.fullmatch(url.path)
        if url.path in DISCOVERY:
            self.answer(DISCOVERY[url.path])
        elif not place or place[2] != "pods":
            self.none()
        elif place[3]:
            pod = objects.get("pods", {}).get(place[3])
            self.answer(ended(pod)) if pod else self.none()
        elif parse_qs(url.query).get("watch") == ["true"]:
            self.watch()
        else:
            items = [ended(pod) for pod in objects.get("pods", {}).values()]
            self.answer({"kind": "PodList", "apiVersion": "v1", "metadata": {}, "items": items})

    def watch(self):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        deadline = time.monotonic() + 300
        while not objects.get("pods") or "configmaps" not in objects:
            if time.monotonic() > deadline:
                return
            time.sleep(0.1)
        for pod in list(objects["pods"].values()):
            event = json.dumps({"type": "MODIFIED", "object": ended(pod)}).encode() + b"\n"
            self.wfile.write(b"%x\r\n%s\r\n" % (len(event), event))
        self.wfile.flush()
        time.sleep(10)
        self.wfile.write(b"0\r\n\r\n")

    def keep(self, status):
        value = self.body()
        place = PLACE.fullmatch(urlsplit(self.path).path)
        kind = place[2]
        value["metadata"] |= {
            "namespace": place[1],
            "uid": kind,
            "resourceVersion": "1",
            "creationTimestamp": STARTED,
        }
        objects.setdefault(kind, {})[value["metadata"]["name"]] = value
        (DIRECTORY / f"{kind}.json").write_text(json.dumps(value, indent=1), encoding="utf-8")
        self.answer(value, status)

    def do_POST(self):
        self.keep(201)

    def do_PATCH(self):
        self.keep(200)

    def do_DELETE(self):
        self.answer({"kind": "Status", "apiVersion": "v1", "status": "Success"})


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
(DIRECTORY / "port").write_text(str(server.server_port), encoding="utf-8")
server.serve_forever()
