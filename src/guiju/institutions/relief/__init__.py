"""The relief of firms in the epidemic of 2020 (疫情惠企): a lapsed measure, replayed."""
