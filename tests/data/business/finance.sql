-- How many invoices do we have?
SELECT count(*) FROM invoices;

-- how many invoices are overdue
SELECT count(*) FROM invoices WHERE "Status" = 'Overdue';

-- [after] and how many are disputed?
SELECT count(*) FROM invoices WHERE "Status" = 'Disputed';

-- What is the total net amount invoiced in 2024?
SELECT sum("Net Amount") FROM invoices WHERE year("Invoice Date") = 2024;

-- [after] what about 2023?
SELECT sum("Net Amount") FROM invoices WHERE year("Invoice Date") = 2023;

-- total net amount by status
SELECT "Status", sum("Net Amount") FROM invoices GROUP BY 1;

-- Which customers have never been invoiced?
SELECT "Customer" FROM customers WHERE "Customer ID" NOT IN (SELECT "Customer ID" FROM invoices);

-- top 5 customers by net amount
SELECT "Customer" FROM invoices JOIN customers USING ("Customer ID") GROUP BY 1 ORDER BY sum("Net Amount") DESC LIMIT 5;

-- what is the average net amount of invoices for customers in Germany?
SELECT avg("Net Amount") FROM invoices JOIN customers USING ("Customer ID") WHERE "Country" = 'Germany';

-- list the disputed invoices
SELECT "Invoice No" FROM invoices WHERE "Status" = 'Disputed';

-- invoices with a net amount over 20,000
SELECT "Invoice No" FROM invoices WHERE "Net Amount" > 20000;

-- Which expense category costs us the most?
SELECT "Category" FROM expenses GROUP BY 1 ORDER BY sum("Cost") DESC LIMIT 1;

-- total cost per department in 2024
SELECT "Department", sum("Cost") FROM expenses JOIN cost_centres USING ("Cost Centre") WHERE year("Expense Date") = 2024 GROUP BY 1;

-- How much did we spend on travel last year?
SELECT sum("Cost") FROM expenses WHERE "Category" = 'Travel' AND year("Expense Date") = 2024;

-- net amount by month for 2024
SELECT date_trunc('month', "Invoice Date")::DATE, sum("Net Amount") FROM invoices WHERE year("Invoice Date") = 2024 GROUP BY 1;

-- [share] What share of invoices is overdue?
SELECT count(*) FILTER ("Status" = 'Overdue') / count(*) FROM invoices;

-- [share] what percentage of total cost is software
SELECT sum("Cost") FILTER ("Category" = 'Software') / sum("Cost") FROM expenses;

-- number of payments by method
SELECT "Method", count(*) FROM payments GROUP BY 1;

-- How many payments were made by credit card in Q1 2025?
SELECT count(*) FROM payments WHERE "Method" = 'Credit Card' AND "Payment Date" BETWEEN '2025-01-01' AND '2025-03-31';

-- How many days on average lie between invoice date and payment date?
SELECT avg("Payment Date" - "Invoice Date") FROM payments JOIN invoices USING ("Invoice No");

-- Which cost centres does Helen Marsh manage?
SELECT "Cost Centre" FROM cost_centres WHERE "Manager" = 'Helen Marsh';

-- What is the credit limit of Fjord Marine AS?
SELECT "Credit Limit" FROM customers WHERE "Customer" = 'Fjord Marine AS';

-- customers without a credit limit
SELECT "Customer" FROM customers WHERE "Credit Limit" IS NULL;

-- which customers have a credit limit above average?
SELECT "Customer" FROM customers WHERE "Credit Limit" > (SELECT avg("Credit Limit") FROM customers);

-- total budget for 2025
SELECT sum("Budget") FROM budget WHERE "Year" = 2025;

-- budget by department for 2024
SELECT "Department", sum("Budget") FROM budget JOIN cost_centres USING ("Cost Centre") WHERE "Year" = 2024 GROUP BY 1;

-- [share] By what percentage did net amount grow from 2023 to 2024?
SELECT sum("Net Amount") FILTER (year("Invoice Date") = 2024) / sum("Net Amount") FILTER (year("Invoice Date") = 2023) - 1 FROM invoices;

-- open invoices with a due date before 2025
SELECT "Invoice No" FROM invoices WHERE "Status" = 'Open' AND "Due Date" < '2025-01-01';

-- the three largest expenses
SELECT "Expense ID" FROM expenses ORDER BY "Cost" DESC LIMIT 3;

-- How many expenses were not approved?
SELECT count(*) FROM expenses WHERE "Approved" = 'no';

-- which vendors are in the consulting category
SELECT DISTINCT "Vendor" FROM expenses WHERE "Category" = 'Consulting';

-- how many different vendors do we use?
SELECT count(DISTINCT "Vendor") FROM expenses;

-- Which vendor did we pay the most in 2024?
SELECT "Vendor" FROM expenses WHERE year("Expense Date") = 2024 GROUP BY 1 ORDER BY sum("Cost") DESC LIMIT 1;

-- net amount by industry
SELECT "Industry", sum("Net Amount") FROM invoices JOIN customers USING ("Customer ID") GROUP BY 1;

-- [after] and by country?
SELECT "Country", sum("Net Amount") FROM invoices JOIN customers USING ("Customer ID") GROUP BY 1;

-- Which country has the highest average net amount?
SELECT "Country" FROM invoices JOIN customers USING ("Customer ID") GROUP BY 1 ORDER BY avg("Net Amount") DESC LIMIT 1;

-- number of invoices per quarter in 2024
SELECT date_trunc('quarter', "Invoice Date")::DATE, count(*) FROM invoices WHERE year("Invoice Date") = 2024 GROUP BY 1;

-- how many invoices have no payment
SELECT count(*) FROM invoices WHERE "Invoice No" NOT IN (SELECT "Invoice No" FROM payments);

-- customers with more than 15 invoices
SELECT "Customer" FROM invoices JOIN customers USING ("Customer ID") GROUP BY 1 HAVING count(*) > 15;

-- total cost of expenses last month
SELECT sum("Cost") FROM expenses WHERE "Expense Date" BETWEEN '2025-03-01' AND '2025-03-31';

-- expenses for Harrow Partners or Bexley Advisory above 1000
SELECT "Expense ID" FROM expenses WHERE "Vendor" IN ('Harrow Partners', 'Bexley Advisory') AND "Cost" > 1000;

-- median cost of travel expenses
SELECT median("Cost") FROM expenses WHERE "Category" = 'Travel';

-- customers with a higher credit limit than Dunmore Foods
SELECT "Customer" FROM customers WHERE "Credit Limit" > (SELECT "Credit Limit" FROM customers WHERE "Customer" = 'Dunmore Foods');

-- how many payments were made between 1 January and 15 March 2024
SELECT count(*) FROM payments WHERE "Payment Date" BETWEEN '2024-01-01' AND '2024-03-15';

-- [refused] What was our EBITDA in 2024?

-- [refused] how many employees work in Marketing

-- [refused] which invoices will be paid late next month?

-- [refused] average net amount by sales rep

-- [ambiguous] total amount in 2024
SELECT sum("Net Amount") FROM invoices WHERE year("Invoice Date") = 2024;
SELECT sum("Amount Paid") FROM payments WHERE year("Payment Date") = 2024;
