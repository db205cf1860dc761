// SPDX-License-Identifier: BSL-1.0
// The repo: reads, writes and transactions over a pool of connections. A call is checked and its SQL written by the
// compiler; what is left at run time is to bind, to send, and to decode.
// Layer 7. Knows the executor concept and no driver. Longer than most: it is one class, and half of it are contracts.
#pragma once

#include <recto/pool/pool.hpp>
#include <recto/query/refine.hpp>
#include <recto/repo/any_query.hpp>
#include <recto/repo/bulk.hpp>
#include <recto/repo/changeset_write.hpp>
#include <recto/repo/config.hpp>
#include <recto/repo/connections.hpp>
#include <recto/repo/explain.hpp>
#include <recto/repo/insert_all.hpp>
#include <recto/repo/preload.hpp>
#include <recto/repo/preload_join.hpp>
#include <recto/repo/read.hpp>
#include <recto/repo/struct_write.hpp>
#include <recto/repo/transaction.hpp>
#include <recto/repo/unsafe.hpp>
#include <recto/repo/write.hpp>

#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recto {

/// Access to a database.
///
/// Errors: what the caller did not ask about is thrown as `recto::error`; see each member for what it answers instead.
/// Threads: shared freely, except the one that `transact` hands to its function: that one is pinned to the
/// transaction's connection and belongs to its thread. A call holds a connection while it talks to the server.
template <executor Connection>
class basic_repo : private detail::repo_connections<Connection> {
  using base = detail::repo_connections<Connection>;

 public:
  using connection_type = Connection;
  using result_type = typename Connection::result;

  /// Does not connect; the first call does.
  explicit basic_repo(repo_config config) : base(std::move(config)) {}

  /// Every row of a query, as `row_of<Query>`. One round trip. Ecto: `all`.
  template <class Query>
  auto all(Query const& asked) {
    if constexpr (!detail::is_query<Query>) {
      return all(detail::as_query(asked));
    } else {
      static_assert(detail::assert_query<query_verdict<Query>>::value);
      if constexpr (Query::has(clause::preload)) {
        return detail::all_with_associations(*this, asked);
      } else if constexpr (Query::has(clause::preload_join)) {
        return detail::all_with_joined(*this, asked);
      } else if constexpr (query_verdict<Query>::value) {
        detail::gathered_query<statement_kind::select, Query> const bound(asked);
        return this->template fetch_all<detail::row_plan<Query, result_type>>(bound.which(), bound.values());
      } else {
        return std::vector<row_of<Query>>{};  // refused; of its normal type, so that no second error follows
      }
    }
  }

  template <class Row>
  std::vector<Row> all(any_query<Row> const& asked) {
    return detail::with_plan<Row, result_type>(asked,
                                               [this, bound = asked.bind()]<class Plan>(std::type_identity<Plan>) {
                                                 return this->template fetch_all<Plan>(bound->which(), bound->values());
                                               });
  }

  /// The only row of a query, or nothing. Errors: `multiple_results`; no limit is added. Ecto: `one`.
  template <class Query>
  auto one(Query const& asked) {
    if constexpr (!detail::is_query<Query>) {
      return one(detail::as_query(asked));
    } else {
      static_assert(detail::assert_query<query_verdict<Query>>::value);
      if constexpr (Query::has(clause::preload)) {
        return detail::one_with_associations(*this, asked);
      } else if constexpr (Query::has(clause::preload_join)) {
        return detail::only_row(detail::all_with_joined(*this, asked));
      } else if constexpr (query_verdict<Query>::value) {
        detail::gathered_query<statement_kind::select, Query> const bound(asked);
        return this->template fetch_one<detail::row_plan<Query, result_type>>(bound.which(), bound.values());
      } else {
        return std::optional<row_of<Query>>{};  // refused; of its normal type, so that no second error follows
      }
    }
  }

  template <class Row>
  std::optional<Row> one(any_query<Row> const& asked) {
    return detail::with_plan<Row, result_type>(asked,
                                               [this, bound = asked.bind()]<class Plan>(std::type_identity<Plan>) {
                                                 return this->template fetch_one<Plan>(bound->which(), bound->values());
                                               });
  }

  /// The only row of a query. Errors: `no_results`, `multiple_results`. Ecto: `one!`.
  template <class Query>
  auto one_or_throw(Query const& asked) {
    auto found = one(asked);
    if (!found) detail::throw_no_results(detail::name_of_source(asked));
    return *std::move(found);
  }

  /// The row with this primary key, or nothing; a key of several columns takes a value for each, in the order of the
  /// fields. One round trip, no allocation but the row's own and libpq's. Ecto: `get`.
  template <class T, class... Keys>
  std::optional<T> get(Keys const&... keys) {
    if constexpr (!detail::assert_readable_by_key<T, sizeof...(Keys)>()) {
      return std::nullopt;
    } else {
      constexpr std::size_t count = sizeof...(Keys);
      using writer = detail::get_writer<T>;
      auto const& which = detail::statement_by<writer>;
      detail::parameter_frame<count> frame;
      detail::binder out(frame, which.sql);
      detail::bind_keys<T>(out, std::make_index_sequence<count>{}, keys...);
      return this->template fetch_one<detail::struct_plan<T, result_type>>(which, frame.view());
    }
  }

  /// The row with this primary key. Errors: `no_results`. Ecto: `get!`.
  template <class T, class... Keys>
  T get_or_throw(Keys const&... keys) {
    std::optional<T> found = get<T>(keys...);
    if (!found) detail::throw_no_results(table_of<T>.name);
    return *std::move(found);
  }

  /// The only row that fulfils a condition, or nothing. Errors: `multiple_results`. Ecto: `get_by`.
  template <class T, class Condition>
  std::optional<T> get_by(Condition&& condition) {
    return one(from<T> | where(std::forward<Condition>(condition)));
  }

  /// Every row that fulfils a condition. Ecto: `all_by`.
  template <class T, class Condition>
  std::vector<T> all_by(Condition&& condition) {
    return all(from<T> | where(std::forward<Condition>(condition)));
  }

  /// Loads associations of rows that are there, one struct or a range: `preload(posts, preload<&Post::author>())`. What is
  /// loaded already stays, unless forced. One query for each association; those of a level are one round trip. Errors:
  /// `misuse` for a row without a key. Ecto: `preload`.
  template <class Rows, class Specs>
  Rows preload(Rows rows, detail::preload_stage<Specs> const& what, preload_options const& options = {}) {
    detail::load_into(*this, rows, what.content, options.force);
    return rows;
  }

  /// Does the query have a row? Its select and order do not matter. Ecto: `exists?`.
  template <class Query>
  bool exists(Query const& asked) {
    if constexpr (detail::is_any_query<Query>) return *fetch_around<bool>(asked, "SELECT EXISTS (", ")");
    else return *fetch_value<statement_kind::exists, bool>(asked);
  }

  /// Number of rows of a query, within its limit and offset. Ecto: `aggregate(query, :count)`.
  template <class Query>
  std::int64_t count(Query const& asked) {
    if constexpr (detail::is_any_query<Query>) {
      return *fetch_around<std::int64_t>(asked, "SELECT count(*) FROM (", ") AS \"counted\"");
    } else {
      detail::assert_countable<detail::query_type_of<Query>>();
      return *fetch_value<statement_kind::count, std::int64_t>(asked);
    }
  }

  /// One aggregate over the rows of a query: `aggregate(from<Sale>, sum(col<&Sale::quantity>))`. Empty where the
  /// aggregate may be NULL and is. Ecto: `aggregate`.
  template <class Query, class Aggregate>
  auto aggregate(Query const& asked, Aggregate computed) {
    static_assert(detail::is_aggregate<Aggregate>,
                  "recto: aggregate: this is no aggregate; write count(), sum(x), min(x), max(x) or avg(x)");
    detail::assert_aggregable<detail::query_type_of<Query>>();
    return *one(detail::as_query(asked) | exclude<clause::order_by> | select(std::move(computed)));
  }

  /// The row as the database has it now, by its key, or nothing. Ecto: `reload`.
  template <class T>
  std::optional<T> reload(T const& object) {
    if constexpr (!detail::assert_has_key<T>()) {
      return std::nullopt;
    } else {
      auto const& which = detail::statement_by<detail::get_writer<T>>;
      detail::parameter_frame<table_of<T>.key_count()> frame;
      detail::binder out(frame, which.sql);
      for_each_field(object, detail::field_binder<&detail::is_key_field>{out, table_of<T>.fields.data()});
      return this->template fetch_one<detail::struct_plan<T, result_type>>(which, frame.view());
    }
  }

  /// Inserts a struct and returns it as the database took it: with its generated key and what schema() says is read
  /// back. A generated key that equals its default is left out and read back; timestamps that are unset are set.
  /// Errors: `type_mismatch` before anything is sent if a column has another type than its field, `constraint`, and
  /// whatever else the server says. One round trip, two more at the first use on a connection. Ecto: `insert!`.
  /// An rvalue is worked on where it is, and is whole if this throws.
  template <class T>
    requires(!is_changeset<std::remove_cvref_t<T>>)
  std::remove_cvref_t<T> insert(T&& object) {
    return detail::struct_writes::insert(*this, static_cast<T&&>(object));
  }

  /// Inserts a changeset's struct with its changes; if it is invalid, or the database refuses the row by a constraint that
  /// the changeset declares, it comes back with errors and its action set. NULLs that are no change are left out, so that
  /// the column's default counts. Otherwise as for a struct; an undeclared constraint is thrown. Ecto: `insert`.
  template <class T>
  std::expected<T, changeset<T>> insert(changeset<T> given, insert_options<T> const& options = {}) {
    return detail::changeset_writes::insert(*this, std::move(given), options);
  }

  /// Inserts a struct with options, such as what to do on a conflict. Ecto: `insert!` with options.
  template <class T>
    requires(!is_changeset<T>)
  T insert(T object, insert_options<T> const& options) {
    return detail::changeset_writes::sure(insert(changeset<T>(std::move(object)), options));
  }

  /// Updates the row with the struct's key to the struct's values; `updated_at` becomes now. Errors: `stale` if there is
  /// no such row, `type_mismatch` as for `insert`, `constraint`. One round trip. Ecto: `update!`, every field changed.
  template <class T>
    requires(!is_changeset<std::remove_cvref_t<T>>)
  std::remove_cvref_t<T> update(T&& object) {
    return detail::struct_writes::update(*this, static_cast<T&&>(object));
  }

  template <class T>
    requires(!is_changeset<T>)
  T update(T object, update_options<T> const& options) {
    using writes = detail::changeset_writes;
    return writes::sure(update(writes::every_column(std::move(object)), options));
  }

  /// Updates the columns that a changeset changes, and `updated_at`. Without changes nothing is sent, unless forced. Errors
  /// as values: those of the changeset and of constraints that it declares. Thrown: `stale` if the row is gone or was
  /// changed under a lock (an error of a field with `stale_error_field`), `misuse` if the key is unset. Ecto: `update`.
  template <class T>
  std::expected<T, changeset<T>> update(changeset<T> given, update_options<T> const& options = {}) {
    return detail::changeset_writes::update(*this, std::move(given), options);
  }

  /// Inserts the struct of a changeset whose generated key is unset, else updates it. Ecto: `insert_or_update`.
  template <class T>
  std::expected<T, changeset<T>> insert_or_update(changeset<T> given, insert_options<T> const& options = {}) {
    return detail::changeset_writes::insert_or_update(*this, std::move(given), options);
  }

  /// Deletes the row with the struct's key and returns the struct. Errors: `stale` if there is no such row,
  /// `constraint`. One round trip. Ecto: `delete!`.
  template <class T>
    requires(!is_changeset<std::remove_cvref_t<T>>)
  std::remove_cvref_t<T> delete_(T&& object) {
    return detail::struct_writes::remove(*this, static_cast<T&&>(object));
  }

  template <class T>
    requires(!is_changeset<T>)
  T delete_(T object, delete_options<T> const& options) {
    return detail::changeset_writes::sure(delete_(changeset<T>(std::move(object)), options));
  }

  /// Deletes the row of a changeset's data, and returns the data. Errors as for `update`. Ecto: `delete`.
  template <class T>
  std::expected<T, changeset<T>> delete_(changeset<T> given, delete_options<T> const& options = {}) {
    return detail::changeset_writes::remove(*this, std::move(given), options);
  }

  /// Updates every row of a query by its `set(...)`; returns their number, or with `returning(...)` what it says of each
  /// row. Without `where` it does not compile unless the query is piped through `every_row`. Joined tables become a FROM.
  /// Timestamps are not touched. Ecto: `update_all`.
  template <class Query>
  auto update_all(Query const& asked) {
    using verdict = update_verdict<detail::query_type_of<Query>>;
    static_assert(detail::assert_query<verdict>::value);
    return write_query<statement_kind::update, verdict::value>(asked);
  }

  /// Deletes every row of a query; returns their number, or with `returning(...)` what it says of each row. Without
  /// `where` it does not compile unless the query is piped through `every_row`. Joined tables become a USING. Ecto: `delete_all`.
  template <class Query>
  auto delete_all(Query const& asked) {
    using verdict = delete_verdict<detail::query_type_of<Query>>;
    static_assert(detail::assert_query<verdict>::value);
    return write_query<statement_kind::delete_, verdict::value>(asked);
  }

  /// Inserts all rows of a contiguous range by one statement, whatever their number; returns it. Either all rows have
  /// their generated key set, or none. Unset timestamps are set, which Ecto leaves to the caller. Errors: `constraint`
  /// (no row is left behind), `type_mismatch` as for `insert`, `misuse` for keys that are set in some rows only. Cost:
  /// one round trip, one buffer for each column. Ecto: `insert_all`.
  template <class Rows>
  std::int64_t insert_all(Rows const& rows) {
    return detail::bulk_insert(
        rows, [this](statement const& which, parameters values) { return run(which, values, nullptr).affected(); });
  }

  /// The same with options: `insert_all(rows, {.on_conflict = nothing, .returning = fields<&Tag::id>})`. Rows that come
  /// back are in the order of those that were given; one that on_conflict passed over is not among them.
  template <class Rows>
  inserted_rows<detail::row_in<Rows>> insert_all(Rows const& rows,
                                                 insert_all_options<detail::row_in<Rows>> const& options) {
    return detail::insert_many::rows(*this, rows, options);
  }

  /// Inserts what a query selects, by one statement: `insert_all<Post>(from<Draft> | select_into<NewPost>(...))`. The
  /// fields of the query's rows go to the fields of `T` of the same name and type; the other columns get their defaults,
  /// timestamps too. Errors: `constraint` (no row is left behind). Ecto: `insert_all` with a query.
  template <class T, class Query>
  inserted_rows<T> insert_all(Query const& asked, insert_all_options<std::type_identity_t<T>> const& options = {}) {
    return detail::insert_many::query<T>(*this, detail::as_query(asked), options);
  }

  /// Runs `function(repo)` in a transaction. Its `std::expected` decides: a value commits and is returned; an error
  /// rolls back and is returned; an exception rolls back and passes through. Inside a transaction it is a savepoint:
  /// the inner one undoes only what it did. Ecto: `transact`.
  template <class Function>
  auto transact(Function&& function) {
    if (pinned_ != nullptr) return detail::in_savepoint(*this, *pinned_, depth_ + 1, std::forward<Function>(function));
    auto lease = pool_->acquire();
    basic_repo inner(*this, *lease, 1);
    return detail::in_transaction(inner, *lease, std::forward<Function>(function));
  }

  /// Is this the repo of a transaction?
  bool in_transaction() const noexcept { return pinned_ != nullptr; }

  /// Runs one statement given as text, for migrations, tests and consoles. Never build the text from outside data: there
  /// is no escaping and no binding here. Errors: as any statement.
  unsafe_result<result_type> unsafe_sql(std::string_view sql) {
    detail::refuse_nul(sql);
    std::string const text(sql);
    if (pinned_ != nullptr) return unsafe_result<result_type>(pinned_->execute_unsafe(text.c_str()));
    auto lease = pool_->acquire();
    return unsafe_result<result_type>(lease->execute_unsafe(text.c_str()));
  }

  /// Runs any number of statements given as text and drops what they bring.
  void unsafe_script(std::string_view sql) {
    detail::refuse_nul(sql);
    std::string const text(sql);
    if (pinned_ != nullptr) return pinned_->run_script(text.c_str());
    auto lease = pool_->acquire();
    lease->run_script(text.c_str());
  }

  /// Structs from the answer to raw SQL, by column name. Columns that are no fields are passed over, fields without a
  /// column keep their defaults. Errors: `type_mismatch`, `invalid_value`. Ecto: `load`.
  template <class T>
  std::vector<T> load(unsafe_result<result_type> const& answer) const {
    if constexpr (detail::assert_schema_of<T>()) return detail::load_rows<T>(answer.raw());
    else return {};
  }

  /// The SELECT that a query becomes, with $1, $2, ... in place of values; `to_sql<operation::update_all>(query)` and
  /// `to_sql<operation::delete_all>(query)` are what these would send. Ecto: `to_sql`.
  template <operation What = operation::all, class Query>
  std::string to_sql(Query const& asked) const {
    if constexpr (detail::is_any_query<Query>) {
      return asked.sql();
    } else if constexpr (!detail::is_query<Query>) {
      return to_sql<What>(detail::as_query(asked));
    } else {
      if constexpr (detail::assert_operation<What, Query>())
        return detail::text_of_query<detail::kind_of_operation(What)>(asked);
      else return {};
    }
  }

  /// What the server would do for a query, as text, or as JSON, XML or YAML: `explain(query, {.analyze = true})`. With
  /// `analyze` the query runs, in a transaction that is rolled back; writes are explained as by `to_sql`. Ecto: `explain`.
  template <operation What = operation::all, class Query>
  std::string explain(Query const& asked, explain_options const& options = {}) {
    if constexpr (detail::is_any_query<Query>) {
      auto const bound = asked.bind();
      return detail::explained(*this, bound->which(), bound->values(), options);
    } else if constexpr (!detail::is_query<Query>) {
      return explain<What>(detail::as_query(asked), options);
    } else {
      if constexpr (detail::assert_operation<What, Query>()) {
        detail::bound_query<detail::kind_of_operation(What), Query> const bound(asked);
        return detail::explained(*this, bound.which(), bound.values(), options);
      } else {
        return {};
      }
    }
  }

 private:
  using statement_kind = detail::statement_kind;
  using base::depth_;
  using base::pinned_;
  using base::pool_;
  using base::run;
  using base::run_together;

  template <class R, class C, class F>
  friend auto detail::in_savepoint(R& repo, C& connection, int depth, F&& function);
  friend struct detail::repo_access;

  basic_repo(basic_repo& outer, Connection& pinned, int depth) noexcept : base(outer, pinned, depth) {}

  template <statement_kind Kind, class Value, class Query>
  std::optional<Value> fetch_value(Query const& asked) {
    if constexpr (!detail::is_query<Query>) {
      return fetch_value<Kind, Value>(detail::as_query(asked));
    } else {
      static_assert(detail::assert_query<count_verdict<Query>>::value);
      if constexpr (count_verdict<Query>::value) {
        detail::gathered_query<Kind, Query> const bound(asked);
        return this->template fetch_one<detail::value_plan<Value, result_type>>(bound.which(), bound.values());
      } else {
        return std::nullopt;
      }
    }
  }

  template <statement_kind Kind, bool Allowed, class Query>
  auto write_query(Query const& asked) {
    if constexpr (!detail::is_query<Query>) {
      return write_query<Kind, Allowed>(detail::as_query(asked));
    } else if constexpr (Query::has(clause::returning)) {
      if constexpr (Allowed) {
        detail::gathered_query<Kind, Query> const bound(asked);
        return this->template fetch_all<detail::returned_plan<Query, result_type>>(bound.which(), bound.values());
      } else {
        return std::vector<returned_row_of<Query>>{};
      }
    } else if constexpr (Allowed) {
      detail::gathered_query<Kind, Query> const bound(asked);
      return run(bound.which(), bound.values(), nullptr).affected();
    } else {
      return std::int64_t{0};
    }
  }

  // One value of a query whose type was forgotten, by a statement around its text.
  template <class Value, class Row>
  std::optional<Value> fetch_around(any_query<Row> const& asked, char const* before, char const* after) {
    auto const bound = asked.bind();
    detail::once_statement const once(before + std::string(bound->which().sql) + after, bound->which());
    return this->template fetch_one<detail::value_plan<Value, result_type>>(once.which(), bound->values());
  }
};

}  // namespace recto
