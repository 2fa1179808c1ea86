with latest as (
    select _id, max(seen) as seen from luma_postvalues group by _id
)
select * from latest
