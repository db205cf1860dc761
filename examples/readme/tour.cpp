// SPDX-License-Identifier: BSL-1.0
// The tour in README.md: its pieces, compiled and run.
#include <recto/recto.hpp>
#include <recto/types/decimal.hpp>
#include <recto/types/json.hpp>

#include <cstdio>
#include <cstdlib>
#include <expected>
#include <stdexcept>

using namespace recto;

namespace {

struct Theme {
  std::string color = "black";
  std::optional<int> size{};
};

enum class state { draft, open, closed };

struct Product {
  std::int64_t id{};
  std::string name{};
  decimal price{};                    // numeric, exact
  state status = state::draft;        // text: draft, open, closed
  std::optional<std::string> note{};  // may be NULL
  std::vector<std::string> tags{};    // text[]
  json<Theme> theme{};                // jsonb
  std::int32_t stock{};               // integer, in the column in_stock
  utc_datetime inserted_at{}, updated_at{};

  static consteval auto schema() { return table("products") | timestamps | source<&Product::stock>("in_stock"); }
};

struct Sale {
  std::int64_t id{};
  std::int64_t product_id{};
  std::int32_t quantity{};

  static consteval auto schema() { return table("sales"); }
};

auto in_stock() { return where(col<&Product::stock> > 0); }
auto named(std::string_view word) { return where(contains(col<&Product::name>, word)); }
constexpr auto by_name = order_by(asc(col<&Product::name>));

auto search(std::string_view word) { return from<Product> | in_stock() | named(word) | by_name | limit(20); }

struct Line {
  std::string name{};
  std::int64_t sales{};
  std::optional<std::int64_t> sold{};  // a sum over no rows is NULL
};

constexpr auto sold = from<Product> | left_join<Sale>(col<&Sale::product_id> == col<&Product::id>)
                    | group_by(col<&Product::id>) | by_name
                    | select_into<Line>(col<&Product::name>, count(col<&Sale::id>), sum(col<&Sale::quantity>));

// clang-format off
struct product_filter {
  std::optional<std::string> word{};
  bool only_in_stock = false;
  bool newest_first = false;
  std::optional<int> at_most{};
};

auto filtered(product_filter const& filter) {
  return from<Product>
       | where_if(filter.word, [](auto const& word) { return contains(col<&Product::name>, word); })
       | where_if(filter.only_in_stock, col<&Product::stock> > 0)
       | order_by(either(filter.newest_first, desc(col<&Product::inserted_at>), asc(col<&Product::name>)))
       | limit(filter.at_most);
}
static_assert(cache_policy<decltype(filtered({}))> == cache::per_shape);
// clang-format on

constexpr auto sales_of_it = from<Sale> | where(col<&Sale::product_id> == col<&Product::id>);
constexpr auto never_sold = from<Product> | where(!exists(sales_of_it));

void check(bool good, char const* what) {
  if (!good) throw std::logic_error(what);
}

void create_tables(repo& repo) {
  repo.unsafe_script(R"(
    CREATE TEMPORARY TABLE products (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL CONSTRAINT products_name_index UNIQUE,
      price numeric NOT NULL, status text NOT NULL, note text, tags text[] NOT NULL, theme jsonb NOT NULL,
      in_stock integer NOT NULL, inserted_at timestamptz NOT NULL, updated_at timestamptz NOT NULL);
    CREATE TEMPORARY TABLE sales (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, product_id bigint NOT NULL REFERENCES products,
      quantity integer NOT NULL);
  )");
}

void reads_and_writes(repo& repo) {
  Product tea = repo.insert(Product{.name = "tea", .price = decimal{"19.90"}, .tags = {"hot"}, .stock = 3});
  tea.price = decimal{"18.90"};
  tea = repo.update(tea);  // by its key; throws `stale` if the row is gone

  std::optional<Product> maybe = repo.get<Product>(tea.id);
  Product sure = repo.get_or_throw<Product>(tea.id);
  std::vector<Product> some = repo.all(search("te"));
  std::int64_t number = repo.count(from<Product> | in_stock());

  std::vector<Sale> sales(100'000, Sale{.product_id = tea.id, .quantity = 1});
  repo.insert_all(sales);  // one statement, whatever the number of rows
  repo.update_all(from<Sale> | where(col<&Sale::quantity> == 1) | set(col<&Sale::quantity> += 1));
  repo.delete_all(from<Sale> | where(col<&Sale::id> > 10));

  check(maybe && sure.price == decimal{"18.9"} && some.size() == 1 && number == 1, "reads and writes");
  std::vector<Line> const lines = repo.all(sold);
  check(repo.all(filtered({.word = "te", .newest_first = true})).size() == 1, "filtered");
  check(repo.all(filtered({.word = "coffee", .only_in_stock = true, .at_most = 3})).empty(), "filtered out");
  check(!repo.exists(never_sold), "never sold");
  check(lines.size() == 1 && lines[0].sales == 10 && lines[0].sold == 20, "sold");
}

// clang-format off
changeset<Product> product_form(Product product, params const& form) {
  return cast(std::move(product), form, permit<&Product::name, &Product::price, &Product::tags, &Product::stock>)
       | validate_required<&Product::name, &Product::price>()
       | validate_length<&Product::name>({.min = 3, .max = 80})
       | validate_number<&Product::stock>({.greater_than_or_equal_to = 0})
       | unique_constraint<&Product::name>();
}
// clang-format on

void forms(repo& repo, Product tea) {
  params const form = params::from_form("name=te&price=1,99&tags[]=hot&stock=12&id=1").value();
  std::expected<Product, changeset<Product>> made = repo.insert(product_form({}, form));
  error_tree const wrong = errors_on(made.error());  // nothing was sent
  check(wrong["name"] == std::vector<std::string>{"should be at least 3 character(s)"}, "name");
  check(wrong["price"] == std::vector<std::string>{"is invalid"}, "price");
  check(made.error().unknown_params() == std::vector<std::string_view>{"id"}, "id is not permitted, so it is ignored");

  made = repo.insert(product_form({}, form.with("name", "tea").with("price", "1.99")));
  check(errors_on(made.error())["name"] == std::vector<std::string>{"has already been taken"}, "the database says so");

  made = repo.update(product_form(tea, {{"name", "tea"}, {"price", "17.90"}}));  // sends price and updated_at
  check(made && made->price == decimal{"17.90"}, "price");
}

enum class refusal { no_such_product, sold_out };

std::expected<Sale, refusal> sell(repo& outer, std::int64_t id, std::int32_t quantity) {
  return outer.transact([&](repo& repo) -> std::expected<Sale, refusal> {
    if (!repo.get<Product>(id)) return std::unexpected(refusal::no_such_product);
    auto const taken =
        repo.update_all(from<Product> | where(col<&Product::id> == id && col<&Product::stock> >= quantity)
                        | set(col<&Product::stock> -= quantity));
    if (taken == 0) return std::unexpected(refusal::sold_out);         // rolls back
    return repo.insert(Sale{.product_id = id, .quantity = quantity});  // commits
  });
}

void errors(repo& repo) {
  try {
    repo.insert(Product{.name = "tea"});
  } catch (error const& problem) {
    if (problem.kind() != error_kind::constraint) throw;
    std::printf("%s\n", problem.what());  // duplicate key value violates unique constraint "..." (23505)
    std::printf("%s\n", problem.constraint().c_str());
    return;
  }
  check(false, "no error");
}

}  // namespace

int main() try {
  char const* const url = std::getenv("DATABASE_URL");
  repo repo{{.conninfo = url ? url : "", .pool_size = 1}};
  create_tables(repo);
  reads_and_writes(repo);
  Product const product = repo.get_by<Product>(col<&Product::name> == "tea").value();
  forms(repo, product);
  std::int64_t const tea = product.id;
  check(sell(repo, tea, 2).has_value() && sell(repo, tea, 2).error() == refusal::sold_out, "sell");
  check(sell(repo, 0, 1).error() == refusal::no_such_product, "no such product");
  errors(repo);
} catch (std::exception const& problem) {
  std::printf("%s\n", problem.what());
  return 1;
}
