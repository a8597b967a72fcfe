"""The source of Grafana's dashboards: ``make dashboards`` writes them into the chart as JSON."""
