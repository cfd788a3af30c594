# SPDX-License-Identifier: Apache-2.0
"""Starts a process as the provider's operator does in client mode, and tells of its end likewise."""

import subprocess

from airflow import DAG
from airflow.exceptions import AirflowException


class _Hook:
    def __init__(self):
        self._submit_sp = None
        self._spark_exit_code = None


class SparkSubmitOperator:
    def __init__(
        self,
        *,
        task_id,
        conn_id="spark_default",
        name="arrow-spark",
        application="",
        java_class=None,
        properties_file=None,
        packages=None,
        exclude_packages=None,
        conf=None,
        application_args=None,
        spark_binary="spark-submit",
        retries=0,
        retry_delay=None,
        execution_timeout=None,
    ):
        self.task_id = task_id
        self.retries = retries
        self.application_args = application_args
        self.conf = conf or {}
        self.command = [
            spark_binary,
            *(part for pair in self.conf.items() for part in ("--conf", "=".join(pair))),
            "--name",
            name,
            "--class",
            java_class,
            "--packages",
            packages,
            *(["--exclude-packages", exclude_packages] if exclude_packages else []),
            "--properties-file",
            properties_file,
            application,
            *application_args,
        ]
        self._hook = None
        DAG.current.tasks.append(self)

    def execute(self, context):
        self._hook = _Hook()
        with subprocess.Popen(self.command, stdout=subprocess.DEVNULL) as process:
            self._hook._submit_sp = process
            code = process.wait()
        if code:
            raise AirflowException(f"Cannot execute: {self.command}. Error code is: {code}.")
