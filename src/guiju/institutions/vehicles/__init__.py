"""Official vehicles: 崇政办发〔2020〕1号."""
