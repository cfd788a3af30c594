# SPDX-License-Identifier: Apache-2.0
"""Pinfold every night, by Airflow 2.9 or later with the provider apache-spark.

Put this file and your pinfold.env into one folder of the DAGs, or name the latter by PINFOLD_ENV.
The connection `pinfold_spark` says where Spark is: its master, and deploy mode `client`, or
`cluster` on Kubernetes. Only there does the exit code come back; from a cluster mode of YARN or of
a standalone master it does not, and every failure would be tried again.
"""

from __future__ import annotations

import os
import re
from datetime import datetime, timedelta, timezone
from pathlib import Path

from airflow import DAG
from airflow.exceptions import AirflowFailException
from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator

# What no retry mends: 2 bad usage or configuration, 3 the data breaks a contract.
MEANINGS = {
    2: "bad usage or configuration; mend it and clear the task",
    3: "the data breaks a contract (nothing readable, or drift with drift.fail); a person has to look",
}


def settings() -> dict[str, str]:
    """The names and values of pinfold.env."""
    default = Path(__file__).with_name("pinfold.env")
    lines = Path(os.environ.get("PINFOLD_ENV", default)).read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def exit_code(hook, error: Exception) -> int | None:
    """Pinfold's own exit code, as far as the hook of the provider knows it.

    The provider keeps it in private fields: of the driver's pod on Kubernetes, else of the process
    spark-submit. Where a later provider has no such fields, its message still names the code.
    """
    of_driver = getattr(hook, "_spark_exit_code", None)
    of_submit = getattr(getattr(hook, "_submit_sp", None), "returncode", None)
    for code in (of_driver, of_submit):
        if code:
            return code
    for pattern in (r"Kubernetes spark exit code is: (\d+)", r"Error code is: (\d+)"):
        named = re.search(pattern, str(error))
        if named and int(named.group(1)):
            return int(named.group(1))
    return None


class PinfoldRunOperator(SparkSubmitOperator):
    """Fails at once, without a retry, where the exit code says that no retry helps."""

    def execute(self, context):
        try:
            return super().execute(context)
        except AirflowFailException:
            raise
        except Exception as error:
            code = exit_code(getattr(self, "_hook", None), error)
            if code in MEANINGS:
                # Without the cause: its message repeats the end of the log.
                raise AirflowFailException(f"exit code {code}: {MEANINGS[code]}") from None
            raise


pinfold = settings()

# Delta, and what reads s3a://: Hadoop's connector and of the AWS SDK the parts that it calls, in the
# place of the bundle of all services (half a gigabyte).
PACKAGES = [
    "io.delta:delta-spark_2.13:4.4.0",
    "org.apache.hadoop:hadoop-aws:3.5.0",
    "software.amazon.awssdk:s3:2.35.4",
    "software.amazon.awssdk:s3-transfer-manager:2.35.4",
    "software.amazon.awssdk:sts:2.35.4",
    "software.amazon.awssdk:apache-client:2.35.4",
    "software.amazon.s3.analyticsaccelerator:analyticsaccelerator-s3:1.3.1",
]
# The bundle, and the Hadoop that Delta names: Spark has its own.
EXCLUDED = [
    "software.amazon.awssdk:bundle",
    "org.apache.hadoop:hadoop-client-api",
    "org.apache.hadoop:hadoop-client-runtime",
]
LOG_FORMAT = os.environ.get("PINFOLD_LOG_FORMAT") or pinfold.get("PINFOLD_LOG_FORMAT", "json")
JAVA_OPTIONS = (
    "-Xss4m -Duser.timezone=UTC"
    f" -Dlog4j2.configurationFile={pinfold['PINFOLD_LOGGING']}"
    f" -Dpinfold.log.format={LOG_FORMAT}"
)

with DAG(
    dag_id="pinfold_nightly",
    description="Classifies and protects the latest Pinpoint dump.",
    schedule=f"{pinfold['PINFOLD_MINUTE']} {pinfold['PINFOLD_HOUR']} * * *",
    start_date=datetime(2026, 1, 1, tzinfo=timezone.utc),
    # A run takes whatever lies there; nights that were missed need no runs of their own, and two
    # runs never overlap.
    catchup=False,
    max_active_runs=1,
    tags=["pinfold"],
) as dag:
    PinfoldRunOperator(
        task_id="run",
        conn_id="pinfold_spark",
        name="pinfold-nightly",
        application=f"{pinfold['PINFOLD_HOME']}/target/pinfold.jar",
        java_class="dev.pinfold.jobs.Run",
        properties_file=f"{pinfold['PINFOLD_HOME']}/conf/spark-defaults.conf",
        packages=",".join(PACKAGES),
        exclude_packages=",".join(EXCLUDED),
        conf={
            "spark.driver.extraJavaOptions": JAVA_OPTIONS,
            "spark.executor.extraJavaOptions": JAVA_OPTIONS,
        },
        application_args=[
            "--input",
            pinfold["PINFOLD_INPUT"],
            "--output",
            pinfold["PINFOLD_OUTPUT"],
            "--config",
            pinfold["PINFOLD_CONFIG"],
        ],
        # Exit code 1 is worth a retry; so is a night that hangs.
        retries=2,
        retry_delay=timedelta(minutes=15),
        execution_timeout=timedelta(hours=20),
    )
