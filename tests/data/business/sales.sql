-- total revenue
SELECT sum("Revenue") FROM order_lines;

-- What was our revenue in 2024?
SELECT sum("Revenue") FROM order_lines WHERE year("Order Date") = 2024;

-- [after] and in 2023?
SELECT sum("Revenue") FROM order_lines WHERE year("Order Date") = 2023;

-- revenue by product line
SELECT "Product Line", sum("Revenue") FROM order_lines JOIN products USING ("SKU") GROUP BY 1;

-- [after] by segment
SELECT "Segment", sum("Revenue") FROM order_lines JOIN accounts USING ("Account ID") GROUP BY 1;

-- Top 3 products by revenue
SELECT "Product" FROM order_lines JOIN products USING ("SKU") GROUP BY 1 ORDER BY sum("Revenue") DESC LIMIT 3;

-- which accounts have never ordered anything?
SELECT "Account" FROM accounts WHERE "Account ID" NOT IN (SELECT "Account ID" FROM order_lines);

-- which products have never been sold
SELECT "Product" FROM products WHERE "SKU" NOT IN (SELECT "SKU" FROM order_lines);

-- how many opportunities are in each stage?
SELECT "Stage", count(*) FROM opportunities GROUP BY 1;

-- How many deals did we close won in 2024?
SELECT count(*) FROM opportunities WHERE "Stage" = 'Closed Won' AND year("Close Date") = 2024;

-- total deal value of closed won opportunities by rep
SELECT "Rep", sum("Deal Value") FROM opportunities JOIN reps USING ("Rep ID") WHERE "Stage" = 'Closed Won' GROUP BY 1;

-- Which rep has the highest deal value in closed won opportunities?
SELECT "Rep" FROM opportunities JOIN reps USING ("Rep ID") WHERE "Stage" = 'Closed Won' GROUP BY 1 ORDER BY sum("Deal Value") DESC LIMIT 1;

-- which reps have no opportunities
SELECT "Rep" FROM reps WHERE "Rep ID" NOT IN (SELECT "Rep ID" FROM opportunities);

-- average deal value by lead source
SELECT "Lead Source", avg("Deal Value") FROM opportunities GROUP BY 1;

-- opportunities without a lead source
SELECT "Opp ID" FROM opportunities WHERE "Lead Source" IS NULL;

-- [share] what share of opportunities is closed won
SELECT count(*) FILTER ("Stage" = 'Closed Won') / count(*) FROM opportunities;

-- [share] what percent of revenue comes from Analytics?
SELECT sum("Revenue") FILTER ("Product Line" = 'Analytics') / sum("Revenue") FROM order_lines JOIN products USING ("SKU");

-- revenue per country
SELECT "Country", sum("Revenue") FROM order_lines JOIN accounts USING ("Account ID") GROUP BY 1;

-- revenue by segment in 2023
SELECT "Segment", sum("Revenue") FROM order_lines JOIN accounts USING ("Account ID") WHERE year("Order Date") = 2023 GROUP BY 1;

-- monthly revenue in 2024
SELECT date_trunc('month', "Order Date")::DATE, sum("Revenue") FROM order_lines WHERE year("Order Date") = 2024 GROUP BY 1;

-- revenue by year
SELECT year("Order Date"), sum("Revenue") FROM order_lines GROUP BY 1;

-- revenue last quarter
SELECT sum("Revenue") FROM order_lines WHERE "Order Date" BETWEEN '2025-01-01' AND '2025-03-31';

-- How much revenue did we make in the last 3 months?
SELECT sum("Revenue") FROM order_lines WHERE "Order Date" BETWEEN '2025-01-01' AND '2025-03-31';

-- revenue year to date
SELECT sum("Revenue") FROM order_lines WHERE "Order Date" BETWEEN '2025-01-01' AND '2025-03-31';

-- accounts in France
SELECT "Account" FROM accounts WHERE "Country" = 'France';

-- [after] what about Germany?
SELECT "Account" FROM accounts WHERE "Country" = 'Germany';

-- How many accounts are there in London or Manchester?
SELECT count(*) FROM accounts WHERE "City" IN ('London', 'Manchester');

-- list all enterprise accounts that are not in Germany
SELECT "Account" FROM accounts WHERE "Segment" = 'Enterprise' AND "Country" <> 'Germany';

-- what's the list price of Relay Stream?
SELECT "List Price" FROM products WHERE "Product" = 'Relay Stream';

-- cheapest product
SELECT "Product" FROM products ORDER BY "List Price" LIMIT 1;

-- products priced between 1000 and 2000
SELECT "Product" FROM products WHERE "List Price" BETWEEN 1000 AND 2000;

-- products that cost more than the average
SELECT "Product" FROM products WHERE "List Price" > (SELECT avg("List Price") FROM products);

-- who was hired most recently?
SELECT "Rep" FROM reps ORDER BY "Hire Date" DESC LIMIT 1;

-- reps hired before 2020
SELECT "Rep" FROM reps WHERE "Hire Date" < '2020-01-01';

-- total annual quota per region
SELECT "Region", sum("Annual Quota") FROM reps GROUP BY 1;

-- average number of units per order line
SELECT avg("Quantity") FROM order_lines;

-- how many different accounts ordered in 2025?
SELECT count(DISTINCT "Account ID") FROM order_lines WHERE year("Order Date") = 2025;

-- accounts with revenue of more than 200000
SELECT "Account" FROM order_lines JOIN accounts USING ("Account ID") GROUP BY 1 HAVING sum("Revenue") > 200000;

-- which month of 2024 had the highest revenue?
SELECT date_trunc('month', "Order Date")::DATE FROM order_lines WHERE year("Order Date") = 2024 GROUP BY 1 ORDER BY sum("Revenue") DESC LIMIT 1;

-- what is the difference in revenue between 2024 and 2023
SELECT sum("Revenue") FILTER (year("Order Date") = 2024) - sum("Revenue") FILTER (year("Order Date") = 2023) FROM order_lines;

-- deals worth over 60k still in negotiation
SELECT "Opp ID" FROM opportunities WHERE "Deal Value" > 60000 AND "Stage" = 'Negotiation';

-- quantity sold of Vault Storage in 2024
SELECT sum("Quantity") FROM order_lines JOIN products USING ("SKU") WHERE "Product" = 'Vault Storage' AND year("Order Date") = 2024;

-- products more expensive than Relay Connect
SELECT "Product" FROM products WHERE "List Price" > (SELECT "List Price" FROM products WHERE "Product" = 'Relay Connect');

-- opportunities created between March and May 2024
SELECT "Opp ID" FROM opportunities WHERE "Created" BETWEEN '2024-03-01' AND '2024-05-31';

-- [refused] what is the gross margin by product?

-- [refused] how satisfied are our customers with Insight Pro

-- [refused] which competitor did we lose the most deals to?

-- [refused] forecast revenue for next quarter

-- [ambiguous] who is our best rep
SELECT "Rep" FROM opportunities JOIN reps USING ("Rep ID") GROUP BY 1 ORDER BY sum("Deal Value") DESC LIMIT 1;
SELECT "Rep" FROM opportunities JOIN reps USING ("Rep ID") WHERE "Stage" = 'Closed Won' GROUP BY 1 ORDER BY sum("Deal Value") DESC LIMIT 1;
SELECT "Rep" FROM reps ORDER BY "Annual Quota" DESC LIMIT 1;

-- [ambiguous] number of opportunities per month in 2024
SELECT date_trunc('month', "Created")::DATE, count(*) FROM opportunities WHERE year("Created") = 2024 GROUP BY 1;
SELECT date_trunc('month', "Close Date")::DATE, count(*) FROM opportunities WHERE year("Close Date") = 2024 GROUP BY 1;
