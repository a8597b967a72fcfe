-- How many orders did we get in 2024?
SELECT count(*) FROM orders WHERE year("Order Date") = 2024;

-- [after] only by phone, please
SELECT count(*) FROM orders WHERE year("Order Date") = 2024 AND "Channel" = 'Phone';

-- number of orders by channel
SELECT "Channel", count(*) FROM orders GROUP BY 1;

-- [after] only the cancelled ones
SELECT "Channel", count(*) FROM orders WHERE "Order Status" = 'Cancelled' GROUP BY 1;

-- How many orders were cancelled or returned?
SELECT count(*) FROM orders WHERE "Order Status" IN ('Cancelled', 'Returned');

-- [share] what percentage of orders was returned?
SELECT count(*) FILTER ("Order Status" = 'Returned') / count(*) FROM orders;

-- orders per month in 2024
SELECT date_trunc('month', "Order Date")::DATE, count(*) FROM orders WHERE year("Order Date") = 2024 GROUP BY 1;

-- total shipping fee last year
SELECT sum("Shipping Fee") FROM orders WHERE year("Order Date") = 2024;

-- average shipping fee by channel
SELECT "Channel", avg("Shipping Fee") FROM orders GROUP BY 1;

-- orders placed by phone in 2025
SELECT "Order ID" FROM orders WHERE "Channel" = 'Phone' AND year("Order Date") = 2025;

-- how many orders used the voucher SPRING10
SELECT count(*) FROM orders WHERE "Voucher Code" = 'SPRING10';

-- orders without a voucher code that were shipped
SELECT "Order ID" FROM orders WHERE "Voucher Code" IS NULL AND "Order Status" = 'Shipped';

-- Which shoppers have never ordered?
SELECT "Shopper" FROM shoppers WHERE "Shopper ID" NOT IN (SELECT "Shopper ID" FROM orders);

-- shoppers with more than 6 orders
SELECT "Shopper" FROM orders JOIN shoppers USING ("Shopper ID") GROUP BY 1 HAVING count(*) > 6;

-- Who placed the most orders?
SELECT "Shopper" FROM orders JOIN shoppers USING ("Shopper ID") GROUP BY 1 QUALIFY rank() OVER (ORDER BY count(*) DESC) = 1;

-- shoppers from Cork or Galway without an email
SELECT "Shopper" FROM shoppers WHERE "City" IN ('Cork', 'Galway') AND "Email" IS NULL;

-- how many shoppers joined in 2024?
SELECT count(*) FROM shoppers WHERE year("Joined") = 2024;

-- newest shopper
SELECT "Shopper" FROM shoppers ORDER BY "Joined" DESC LIMIT 1;

-- how many shoppers get the newsletter
SELECT count(*) FROM shoppers WHERE "Newsletter" = 'yes';

-- number of shoppers per city
SELECT "City", count(*) FROM shoppers GROUP BY 1;

-- What is the price of the Teapot?
SELECT "Price" FROM articles WHERE "Article" = 'Teapot';

-- most expensive article in Tableware
SELECT "Article" FROM articles WHERE "Category" = 'Tableware' ORDER BY "Price" DESC LIMIT 1;

-- articles with a stock of 0
SELECT "Article" FROM articles WHERE "Stock" = 0;

-- articles cheaper than 20
SELECT "Article" FROM articles WHERE "Price" < 20;

-- average price by category
SELECT "Category", avg("Price") FROM articles GROUP BY 1;

-- which articles cost more than the average price
SELECT "Article" FROM articles WHERE "Price" > (SELECT avg("Price") FROM articles);

-- margin per article: price minus unit cost
SELECT "Article", "Price" - "Unit Cost" FROM articles;

-- articles from suppliers in Portugal
SELECT "Article" FROM articles JOIN suppliers USING ("Supplier ID") WHERE "Country" = 'Portugal';

-- How many articles does each supplier have?
SELECT "Supplier", count(*) FROM articles JOIN suppliers USING ("Supplier ID") GROUP BY 1;

-- which supplier has the longest lead time
SELECT "Supplier" FROM suppliers ORDER BY "Lead Time (days)" DESC LIMIT 1;

-- suppliers with a lead time of at least 7 days
SELECT "Supplier" FROM suppliers WHERE "Lead Time (days)" >= 7;

-- line total by category
SELECT "Category", sum("Line Total") FROM order_items JOIN articles USING ("Article No") GROUP BY 1;

-- Top 5 articles by units sold
SELECT "Article" FROM order_items JOIN articles USING ("Article No") GROUP BY 1 ORDER BY sum("Units") DESC LIMIT 5;

-- [after] and the top 3?
SELECT "Article" FROM order_items JOIN articles USING ("Article No") GROUP BY 1 ORDER BY sum("Units") DESC LIMIT 3;

-- bottom 3 articles by line total
SELECT "Article" FROM order_items JOIN articles USING ("Article No") GROUP BY 1 ORDER BY sum("Line Total") LIMIT 3;

-- which article was never sold?
SELECT "Article" FROM articles WHERE "Article No" NOT IN (SELECT "Article No" FROM order_items);

-- line total by month in 2024
SELECT date_trunc('month', "Order Date")::DATE, sum("Line Total") FROM order_items JOIN orders USING ("Order ID") WHERE year("Order Date") = 2024 GROUP BY 1;

-- total line total of orders from shoppers in Dublin
SELECT sum("Line Total") FROM order_items JOIN orders USING ("Order ID") JOIN shoppers USING ("Shopper ID") WHERE "City" = 'Dublin';

-- line total by supplier country
SELECT "Country", sum("Line Total") FROM order_items JOIN articles USING ("Article No") JOIN suppliers USING ("Supplier ID") GROUP BY 1;

-- [share] share of each category in the line total
SELECT "Category", sum("Line Total") / sum(sum("Line Total")) OVER () FROM order_items JOIN articles USING ("Article No") GROUP BY 1;

-- average rating per article
SELECT "Article", avg("Rating") FROM reviews JOIN articles USING ("Article No") GROUP BY 1;

-- articles without reviews
SELECT "Article" FROM articles WHERE "Article No" NOT IN (SELECT "Article No" FROM reviews);

-- reviews with a rating below 3 in the last 12 months
SELECT "Review ID" FROM reviews WHERE "Rating" < 3 AND "Review Date" >= '2024-04-01';

-- articles cheaper than the Teapot
SELECT "Article" FROM articles WHERE "Price" < (SELECT "Price" FROM articles WHERE "Article" = 'Teapot');

-- shoppers who ordered in 2023 but not in 2024
SELECT "Shopper" FROM shoppers WHERE "Shopper ID" IN (SELECT "Shopper ID" FROM orders WHERE year("Order Date") = 2023) AND "Shopper ID" NOT IN (SELECT "Shopper ID" FROM orders WHERE year("Order Date") = 2024);

-- [refused] How many visitors did the website have in March 2025?

-- [refused] which articles are made of plastic

-- [refused] shoppers by age group

-- [refused] why did sales drop in February?

-- [ambiguous] most popular article
SELECT "Article" FROM order_items JOIN articles USING ("Article No") GROUP BY 1 QUALIFY rank() OVER (ORDER BY sum("Units") DESC) = 1;
SELECT "Article" FROM order_items JOIN articles USING ("Article No") GROUP BY 1 QUALIFY rank() OVER (ORDER BY count(*) DESC) = 1;
SELECT "Article" FROM reviews JOIN articles USING ("Article No") GROUP BY 1 QUALIFY rank() OVER (ORDER BY avg("Rating") DESC) = 1;
