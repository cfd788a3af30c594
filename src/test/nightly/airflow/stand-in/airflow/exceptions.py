# SPDX-License-Identifier: Apache-2.0
class AirflowException(Exception):
    pass


class AirflowFailException(AirflowException):
    pass
