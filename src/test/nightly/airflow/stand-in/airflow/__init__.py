# SPDX-License-Identifier: Apache-2.0
"""A stand-in for the little of Airflow that jobs/nightly/airflow uses, where Airflow is not installed.

It takes only the names that Airflow's own DAG takes, so that a misspelt one is an error.
"""


class DAG:
    current = None

    def __init__(
        self, *, dag_id, description, schedule, start_date, catchup, max_active_runs, tags
    ):
        self.dag_id = dag_id
        self.schedule = schedule
        self.start_date = start_date
        self.catchup = catchup
        self.max_active_runs = max_active_runs
        self.tasks = []

    def __enter__(self):
        DAG.current = self
        return self

    def __exit__(self, *ignored):
        DAG.current = None
