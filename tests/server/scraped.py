"""The metrics of a server as Prometheus reads them."""

import httpx2 as httpx
from prometheus_client.parser import text_string_to_metric_families


class Scraped:
    """The value of a name, and of all the labels if it has any: `moot_people{role=trainer}`."""

    def __init__(self, url: str) -> None:
        answer = httpx.get(f"{url}/metrics")
        assert answer.status_code == 200, answer.text
        self.text = answer.text
        self.families = [*text_string_to_metric_families(answer.text)]
        self._values = {
            (sample.name, tuple(sorted(sample.labels.items()))): sample.value
            for family in self.families
            for sample in family.samples
        }

    def __call__(self, name: str, **labels: str) -> float:
        return self._values[name, tuple(sorted(labels.items()))]
