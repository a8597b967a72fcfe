-- How many machines do we have?
SELECT count(*) FROM machines;

-- how many machines are running
SELECT count(*) FROM machines WHERE "Status" = 'Running';

-- number of machines per plant
SELECT "Plant", count(*) FROM machines GROUP BY 1;

-- which plants have no machines?
SELECT "Plant" FROM plants WHERE "Plant" NOT IN (SELECT "Plant" FROM machines);

-- machines without any downtime
SELECT "Machine ID" FROM machines WHERE "Machine ID" NOT IN (SELECT "Machine ID" FROM downtime);

-- total hours lost by cause
SELECT "Cause", sum("Hours Lost") FROM downtime GROUP BY 1;

-- What is the main cause of downtime in hours lost?
SELECT "Cause" FROM downtime GROUP BY 1 ORDER BY sum("Hours Lost") DESC LIMIT 1;

-- hours lost per plant
SELECT "Plant", sum("Hours Lost") FROM downtime JOIN machines USING ("Machine ID") GROUP BY 1;

-- Which machine lost the most hours?
SELECT "Machine ID" FROM downtime GROUP BY 1 ORDER BY sum("Hours Lost") DESC LIMIT 1;

-- critical downtime events in 2024
SELECT "Event No" FROM downtime WHERE "Severity" = 'Critical' AND year("Event Date") = 2024;

-- how many downtime events were there last month?
SELECT count(*) FROM downtime WHERE "Event Date" BETWEEN '2025-03-01' AND '2025-03-31';

-- average hours lost per event for electrical faults
SELECT avg("Hours Lost") FROM downtime WHERE "Cause" = 'Electrical';

-- events where nobody is given in reported by
SELECT "Event No" FROM downtime WHERE "Reported By" IS NULL;

-- how many events did Ewa Lis report
SELECT count(*) FROM downtime WHERE "Reported By" = 'Ewa Lis';

-- total units produced in Q4 2024
SELECT sum("Units Produced") FROM production WHERE "Run Date" BETWEEN '2024-10-01' AND '2024-12-31';

-- [after] and in Q3 2024?
SELECT sum("Units Produced") FROM production WHERE "Run Date" BETWEEN '2024-07-01' AND '2024-09-30';

-- units produced by shift
SELECT "Shift", sum("Units Produced") FROM production GROUP BY 1;

-- units produced by plant and shift
SELECT "Plant", "Shift", sum("Units Produced") FROM production JOIN machines USING ("Machine ID") GROUP BY 1, 2;

-- [share] What is the scrap rate, units scrapped divided by units produced?
SELECT sum("Units Scrapped") / sum("Units Produced") FROM production;

-- [share] ratio of units scrapped to units produced per machine type
SELECT "Machine Type", sum("Units Scrapped") / sum("Units Produced") FROM production JOIN machines USING ("Machine ID") GROUP BY 1;

-- which machine type produces the most units?
SELECT "Machine Type" FROM production JOIN machines USING ("Machine ID") GROUP BY 1 ORDER BY sum("Units Produced") DESC LIMIT 1;

-- units produced per month in 2024
SELECT date_trunc('month', "Run Date")::DATE, sum("Units Produced") FROM production WHERE year("Run Date") = 2024 GROUP BY 1;

-- Which day had the highest units produced in total?
SELECT "Run Date" FROM production GROUP BY 1 ORDER BY sum("Units Produced") DESC LIMIT 1;

-- runs with no scrap
SELECT "Run" FROM production WHERE "Units Scrapped" = 0;

-- number of shipments by carrier
SELECT "Carrier", count(*) FROM shipments GROUP BY 1;

-- how many shipments were not on time
SELECT count(*) FROM shipments WHERE "On Time" = 'No';

-- [share] what percentage of shipments by Seaway was on time?
SELECT count(*) FILTER ("On Time" = 'Yes') / count(*) FROM shipments WHERE "Carrier" = 'Seaway';

-- average freight cost by carrier
SELECT "Carrier", avg("Freight Cost") FROM shipments GROUP BY 1;

-- [after] by destination
SELECT "Destination", avg("Freight Cost") FROM shipments GROUP BY 1;

-- total weight shipped to Rotterdam in 2024
SELECT sum("Weight (kg)") FROM shipments WHERE "Destination" = 'Rotterdam' AND year("Ship Date") = 2024;

-- the 5 heaviest shipments
SELECT "Shipment No" FROM shipments ORDER BY "Weight (kg)" DESC LIMIT 5;

-- shipments heavier than 8000 kg
SELECT "Shipment No" FROM shipments WHERE "Weight (kg)" > 8000;

-- [after] and over 8500?
SELECT "Shipment No" FROM shipments WHERE "Weight (kg)" > 8500;

-- Shipments that have not been delivered yet
SELECT "Shipment No" FROM shipments WHERE "Delivery Date" IS NULL;

-- What is the average number of days between ship date and delivery date?
SELECT avg("Delivery Date" - "Ship Date") FROM shipments;

-- average delivery time in days per carrier
SELECT "Carrier", avg("Delivery Date" - "Ship Date") FROM shipments GROUP BY 1;

-- freight cost per kg by carrier
SELECT "Carrier", sum("Freight Cost") / sum("Weight (kg)") FROM shipments GROUP BY 1;

-- plants opened after 2010
SELECT "Plant" FROM plants WHERE "Opened" > 2010;

-- which plant is the oldest
SELECT "Plant" FROM plants ORDER BY "Opened" LIMIT 1;

-- machines installed in 2020 or later at Gdynia
SELECT "Machine ID" FROM machines WHERE "Plant" = 'Gdynia' AND "Installed" >= '2020-01-01';

-- machines that are neither retired nor idle
SELECT "Machine ID" FROM machines WHERE "Status" NOT IN ('Retired', 'Idle');

-- plants with more than 5 machines
SELECT "Plant" FROM machines GROUP BY 1 HAVING count(*) > 5;

-- plants opened before Brno
SELECT "Plant" FROM plants WHERE "Opened" < (SELECT "Opened" FROM plants WHERE "Plant" = 'Brno');

-- number of shipments per carrier and destination
SELECT "Carrier", "Destination", count(*) FROM shipments GROUP BY 1, 2;

-- [refused] How much electricity did the ovens use in 2024?

-- [refused] what is the temperature in the Brno plant right now

-- [refused] who is the manager of Aston?

-- [refused] shipments by truck driver

-- [ambiguous] what is the worst machine?
SELECT "Machine ID" FROM downtime GROUP BY 1 ORDER BY sum("Hours Lost") DESC LIMIT 1;
SELECT "Machine ID" FROM downtime GROUP BY 1 ORDER BY count(*) DESC LIMIT 1;
SELECT "Machine ID" FROM production GROUP BY 1 ORDER BY sum("Units Scrapped") DESC LIMIT 1;

-- [ambiguous] total units in 2024
SELECT sum("Units Produced") FROM production WHERE year("Run Date") = 2024;
SELECT sum("Units Scrapped") FROM production WHERE year("Run Date") = 2024;
