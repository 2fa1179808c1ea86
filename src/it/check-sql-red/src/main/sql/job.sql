DO $$ BEGIN DELETE FROM luma_midvalues; END $$;
SELECT * FROM ${schema}.luma_midvalues;
SELECT _id + 1 FROM luma_midvalues;
