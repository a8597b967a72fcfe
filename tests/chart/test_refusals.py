"""What cannot work is refused before anything is applied, in a sentence with the key and the remedy."""

import pytest

from tests.chart.rendering import ChartError, Object, merged, nested, render, set_values

REFUSED: dict[str, tuple[Object, str]] = {
    "wrong type": (set_values(api__replicas="two"), "at '/api/replicas': got string, want integer"),
    "wrong type of a map": ({"workers": []}, "at '/workers': got array, want object"),
    "typo": (set_values(api__replica=2), "at '/api': additional properties 'replica' not allowed"),
    "typo at the top": ({"workerz": {}}, "additional properties 'workerz' not allowed"),
    "typo in a set of workers": (
        nested("workers.default.concurency", 2),
        "at '/workers/default': additional properties 'concurency' not allowed",
    ),
    "two autoscalers": (set_values(autoscaling__engine=["keda", "hpa"]), "at '/autoscaling/engine'"),
    "an unknown autoscaler": (set_values(autoscaling__engine="vpa"), "at '/autoscaling/engine'"),
    "grace shorter than the drain": (
        nested("workers.default.terminationGracePeriodSeconds", 30),
        "set it to 120 or drain for less long",
    ),
    "min above max": (
        merged(set_values(autoscaling__engine="keda"), nested("workers.default.minReplicas", 11)),
        "workers.default.minReplicas (11) is more than workers.default.maxReplicas (10)",
    ),
    "hpa to zero": (
        set_values(autoscaling__engine="hpa"),
        "workers.file-processing.minReplicas is 0, which autoscaling.engine hpa cannot do",
    ),
    "no fallback": (
        set_values(autoscaling__keda__fallback__replicas=0),
        "at '/autoscaling/keda/fallback/replicas'",
    ),
    "a cooldown that is over before the fallback": (
        set_values(autoscaling__engine="keda", autoscaling__keda__cooldownPeriod=104),
        "workers.file-processing, whose minReplicas is 0: set it to 105 or more, "
        "or lower autoscaling.keda.pollingInterval or autoscaling.keda.fallback.failureThreshold",
    ),
    "a queue twice": (
        {"workers": {"second": {"queues": ["default"]}}},
        "workers.default.queues and workers.second.queues both have default",
    ),
    "no queue": ({"workers": {"reports": {}}}, "at '/workers/reports': missing property 'queues'"),
    "two queues in a set": (
        nested("workers.default.queues", ["default", "other"]),
        "at '/workers/default/queues'",
    ),
    "a queue with a bad name": (nested("workers.default.queues", ["a b"]), "at '/workers/default/queues/0'"),
    "a set with a bad name": ({"workers": {"My_Set": {"queues": ["x"]}}}, "My_Set"),
    "a name that is too long": (
        {"workers": {"x" * 60: {"queues": ["x"]}}},
        "has more than 63 characters; shorten the key or the release's name",
    ),
    "flower's ingress without a login": (
        set_values(flower__ingress__enabled=True),
        "choose the login with credentials.flowerBasicAuth (user:password) or credentials.existingSecret",
    ),
    "flower's ingress without a host": (
        set_values(flower__ingress__enabled=True, credentials__flowerBasicAuth="a:b"),
        "flower.ingress.host is empty",
    ),
    "a login without a password": (
        set_values(credentials__flowerBasicAuth="admin"),
        "at '/credentials/flowerBasicAuth'",
    ),
    "two redis": (
        set_values(externalRedis__url="redis://r:6379/0"),
        "externalRedis.url is set and redis.enabled is true",
    ),
    "no redis": (set_values(redis__enabled=False), "redis.enabled is false and externalRedis.url is empty"),
    "a password in the url": (
        set_values(redis__enabled=False, externalRedis__url="redis://:word@r:6379/0"),
        "at '/externalRedis/url'",
    ),
    "an authority without tls": (
        set_values(redis__enabled=False, externalRedis={"url": "redis://r:6379/0", "caSecret": "ca"}),
        "begin externalRedis.url with rediss://",
    ),
    "a gui without our redis": (
        set_values(redisGui__enabled=True, redis__enabled=False, externalRedis__url="redis://r:6379/0"),
        "redisGui.enabled works with the chart's own Redis without TLS only",
    ),
    "a store that we do not know": (set_values(storage__url="ftp://x"), "at '/storage/url'"),
    "an access mode that pods cannot share": (
        set_values(storage__volume__accessMode="ReadWriteOncePod"),
        "at '/storage/volume/accessMode'",
    ),
    "a volume without affinity": (
        set_values(storage__volume__podAffinity=False),
        "storage.volume.podAffinity is false",
    ),
    "a bucket and a claim": (
        set_values(storage__url="s3://bucket", storage__volume__existingClaim="ours"),
        "storage.url and storage.volume.existingClaim are both set",
    ),
    "a model without a name": (
        set_values(settings__modelUrl="https://models.example/v1"),
        "settings.modelName",
    ),
    "an upload without room": (set_values(settings__uploadMaxBytes=2**40), "api.scratchSize"),
    "a size without a unit we know": (set_values(storage__volume__size="20GB"), "at '/storage/volume/size'"),
    "a digest that is none": (set_values(image__api__digest="latest"), "at '/image/api/digest'"),
    "no sets of workers": (
        {"workers": dict.fromkeys(("default", "file-processing", "query-processing", "maintenance"))},
        "at '/workers'",
    ),
    "a task without time": (
        nested("workerDefaults.taskTimeoutSeconds", 0),
        "at '/workerDefaults/taskTimeoutSeconds'",
    ),
}


@pytest.mark.parametrize(("values", "sentence"), REFUSED.values(), ids=REFUSED)
def test_it_is_refused_with_the_key_and_the_remedy(values: Object, sentence: str) -> None:
    with pytest.raises(ChartError) as refused:
        render(values)

    assert sentence in str(refused.value)
