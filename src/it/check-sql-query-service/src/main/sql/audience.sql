# A comment of Query Service
SELECT _id, timestamp FROM luma_midvalues WHERE _id = '$id' AND _id <> @last;

CREATE TABLE audience WITH (schema='profile', label='PROFILE') AS
SELECT _id, timestmp FROM luma_postvalues;

INSERT INTO luma_midvalues SELECT _id, timestamp FROM luma_postvalues;

$$ BEGIN
  SET @from = SELECT max(timestamp) FROM luma_midvalues;
  INSERT INTO luma_midvalues SELECT * FROM luma_postvalues WHERE timestamp > @from;
END $$;
