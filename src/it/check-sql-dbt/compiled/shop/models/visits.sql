

select _id, count(*) as visits from "prod:all?FLATTEN"."public"."luma_postvalues"  group by 1
