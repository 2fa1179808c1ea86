INSERT INTO luma_midvalues (_id, "timestamp") SELECT _id, now() FROM luma_postvalues WHERE _id = #{id};
UPDATE luma_midvalues SET "timestamp" = $1 WHERE _id = $2;
DELETE FROM luma_midvalues;
