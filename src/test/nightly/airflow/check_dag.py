# SPDX-License-Identifier: Apache-2.0
"""Runs the task of a DAG file with a spark-submit of our own, once an exit code, and tells what came.

    python3 check_dag.py DAG_FILE

PINFOLD_ENV names the pinfold.env. Prints the task's arguments, a line each, and ends with 0 where
every exit code has its meaning. With Airflow installed the DAG is only loaded.
"""

import importlib.util
import os
import stat
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
try:
    import airflow

    REAL = True
except ImportError:
    sys.path.insert(0, str(HERE / "stand-in"))
    import airflow

    REAL = False

from airflow.exceptions import AirflowException, AirflowFailException


def load(path):
    spec = importlib.util.spec_from_file_location("pinfold_nightly", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def outcome(task, code, folder):
    """How the task ends where spark-submit ends with the code: done, retry or fail."""
    submit = Path(folder, "spark-submit")
    submit.write_text(f"#!/bin/sh\nexit {code}\n", encoding="utf-8")
    submit.chmod(submit.stat().st_mode | stat.S_IXUSR)
    try:
        task.execute({})
    except AirflowFailException:
        return "fail"
    except AirflowException:
        return "retry"
    return "done"


def main():
    module = load(sys.argv[1])
    dag = module.dag
    [task] = dag.tasks
    print("\n".join(task.application_args))
    assert dag.max_active_runs == 1, "two nights may overlap"
    assert not dag.catchup, "missed nights are run one by one"
    assert task.retries == 2, "a failed run is not tried again"
    assert issubclass(AirflowFailException, AirflowException)

    # Without its private fields the provider's message still tells.
    for message, code in (
        ("Cannot execute: spark-submit. Error code is: 3.", 3),
        ("Cannot execute: x. Error code is: 0. Kubernetes spark exit code is: 2", 2),
        ("Cannot execute: x. Error code is: 0. Kubernetes spark exit code is: None", None),
    ):
        assert module.exit_code(None, Exception(message)) == code, message

    if REAL:
        print("nightly: the DAG loads in Airflow", airflow.__version__, file=sys.stderr)
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PATH"] = folder + os.pathsep + os.environ["PATH"]
        ends = {code: outcome(task, code, folder) for code in (0, 1, 2, 3, 137)}
    assert ends == {0: "done", 1: "retry", 2: "fail", 3: "fail", 137: "retry"}, ends
    print("nightly: the DAG runs with a stand-in for Airflow, which is not installed", file=sys.stderr)


main()
