select _id, count(*) as visits from {{ ref('luma_postvalues') }} {% if is_incremental() %} where true {% endif %} group by 1
