// SPDX-License-Identifier: BSL-1.0
// Loads associations of rows that are there: one query for each association whatever the number of rows, those of one
// level together in one round trip, the keys as one array parameter.
// Layer 7.
#pragma once

#include <recto/base/concat.hpp>
#include <recto/query/list_source.hpp>
#include <recto/query/preload.hpp>
#include <recto/query/refine.hpp>
#include <recto/query/select.hpp>
#include <recto/query/subquery.hpp>
#include <recto/repo/bound_query.hpp>
#include <recto/repo/key_index.hpp>
#include <recto/repo/read.hpp>
#include <recto/repo/repo_access.hpp>
#include <recto/sql/association.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace recto {

/// Options of `repo.preload`.
struct preload_options {
  bool force = false;  ///< load also what is loaded already
};

namespace detail {

[[noreturn, gnu::noinline, gnu::cold]] inline void throw_unsaved_parent(std::string_view association) {
  throw error(error_kind::misuse,
              concat({"preload of ", association,
                      ": the key of a row is not set; only rows that are stored have associated ones"}));
}

/// One association to be loaded for rows of one level, its type forgotten. `Result` is what the connection answers with.
template <class Result>
struct preload_step {
  preload_step(void const* which_one, void const* by) : association_id(which_one), query_id(by) {}
  preload_step(preload_step const&) = delete;
  preload_step& operator=(preload_step const&) = delete;
  virtual ~preload_step() = default;

  /// Gathers keys and binds them; false if there is nothing to ask for.
  virtual bool ask(bool force) = 0;
  virtual statement const& which() const = 0;
  virtual parameters values() const = 0;
  virtual row_layout<Result> const& layout() const = 0;
  /// Hands the rows of an answer to their parents.
  virtual void take(Result const& answer) = 0;
  /// Tells the steps below which rows they are for.
  virtual void descend() = 0;

  char const* sql = "";  // of the last statement, and what it brought
  std::int64_t row_count = 0;
  bool is_answered = false;
  void const* association_id;  // steps of one association are one, whatever it is asked by
  void const* query_id;        // null for the plain query
  std::vector<std::unique_ptr<preload_step>> below{};
};

template <class T, class Result>
struct step_of_rows : preload_step<Result> {
  using preload_step<Result>::preload_step;
  std::vector<T*> parents{};
};

/// The rows of a result, whatever way they are made.
template <class Plan, class Result>
auto all_rows(Result const& answer) {
  using row = typename Plan::row_type;
  if constexpr (can_adopt<row>) return adopt_rows<row>(read_new_rows(answer, Plan::layout));
  else return Plan::read_all(answer);
}

template <class Query>
constexpr auto without_preload(Query asked) {
  if constexpr (Query::has(clause::preload)) return std::move(asked) | exclude<clause::preload>;
  else return asked;
}

/// What is asked for the associated rows: the query of the preload, or all rows, with what schema() says of them.
template <auto Association, class Query>
auto query_of_rows(Query const& asked) {
  if constexpr (std::is_same_v<Query, every_associated_row>)
    return in_association_order<Association>(only_associated<Association>(from<associated<Association>>));
  else return in_association_order<Association>(only_associated<Association>(without_preload(asked)));
}

/// The query for the associated rows of `keys`. Where the row itself does not hold the key, the key is selected with it.
template <auto Association, class Query, class Key>
auto query_for_keys(Query const& given, std::vector<Key> keys) {
  constexpr auto path = steps_of<Association>();
  constexpr auto key = column_of_parent<Association, "">(path);
  using child = associated<Association>;
  auto const asked = query_of_rows<Association>(given);
  if constexpr (asked.has(clause::limit_per_parent)) {
    auto const count = clause_of<clause::limit_per_parent>(asked).content;
    auto const parent = unnest<"parent">(std::move(keys));
    auto const plain = asked | exclude<clause::limit_per_parent>
                     | put_stage<limit_clause<std::remove_cvref_t<decltype(count)>>>{{}, {count}};
    auto const of_parent =
        join_backwards<Association, 1, "">(path, plain) | where(key == parent.value) | select(row<child>);
    auto const limited = subquery<"limited">(of_parent);
    return parent | cross_lateral_join(limited) | select(limited.row, parent.value);
  } else {
    auto const found = join_backwards<Association, 1, "">(path, asked) | where(in(key, std::move(keys)));
    constexpr bool holds_key =
        !is_through<Association> && kind_of_association<Association> != association_kind::many_to_many;
    if constexpr (holds_key) return found;
    else return found | select(row<child>, key);
  }
}

/// Loads `Association` of rows by `Query`.
template <auto Association, class Query, class Result>
class association_step final : public step_of_rows<owner_of<Association>, Result> {
  using owner = owner_of<Association>;
  using child = associated<Association>;
  using key = key_here<Association>;
  using asked_query = decltype(query_for_keys<Association>(std::declval<Query const&>(), std::vector<key>{}));
  using plan = row_plan<asked_query, Result>;
  static constexpr association_kind kind = kind_of_association<Association>;
  static constexpr compared_fields compared = compared_by<Association>;
  static constexpr bool row_holds_key = std::is_same_v<typename plan::row_type, child>;

 public:
  association_step(void const* association, void const* identity, Query const& query)
      : step_of_rows<owner, Result>(association, identity), query_(query) {}

  bool ask(bool force) override {
    waiting_.clear();
    for (owner* const one : this->parents) {
      if ((one->*Association).is_loaded() && !force) continue;
      if (key const* const found = value_or_null(get_field<compared.here>(*one))) waiting_.add(*found, one);
      else load_nothing(*one);
    }
    if (waiting_.empty()) return false;
    if constexpr (kind != association_kind::belongs_to) check_saved();
    waiting_.sort();
    bound_ = std::make_unique<bound>(query_for_keys<Association>(query_, waiting_.keys()));
    return true;
  }
  statement const& which() const override { return bound_->values.which(); }
  parameters values() const override { return bound_->values.values(); }
  row_layout<Result> const& layout() const override { return plan::layout; }

  void take(Result const& answer) override {
    auto rows = all_rows<plan>(answer);
    bound_.reset();
    if constexpr (kind == association_kind::has_many || kind == association_kind::many_to_many) take_many(rows);
    else take_one(rows);
  }

  void descend() override {
    if (this->below.empty()) return;
    std::vector<child*> children;
    for (owner* const one : this->parents) collect(one->*Association, children);
    for (auto const& step : this->below) static_cast<step_of_rows<child, Result>&>(*step).parents = children;
  }

 private:
  struct bound {
    explicit bound(asked_query made) : query(std::move(made)), values(query) {}
    asked_query query;
    bound_query<statement_kind::select, asked_query> values;
  };

  static void collect(one_association<child> const& loaded, std::vector<child*>& children) {
    if (loaded.is_loaded() && loaded.has_value()) children.push_back(&*loaded);
  }
  static void collect(many_association<child> const& loaded, std::vector<child*>& children) {
    if (!loaded.is_loaded()) return;
    for (child& one : loaded.rows()) children.push_back(&one);
  }

  static void load_nothing(owner& parent) {
    if constexpr (kind == association_kind::has_many || kind == association_kind::many_to_many)
      (parent.*Association).load(std::vector<child>{});
    else (parent.*Association).load(std::nullopt);
  }

  void check_saved() const {
    if constexpr (generated_field<owner> == compared.here) {
      for (auto const& one : waiting_)
        if (has_unset_key(*one.place)) throw_unsaved_parent(member_name<Association>);
    }
  }

  template <class Row>
  static decltype(auto) key_of(Row& row) {
    if constexpr (row_holds_key) return get_field<compared.there>(row);
    else return std::get<1>(row);
  }
  template <class Row>
  static child& child_of(Row& row) {
    if constexpr (row_holds_key) return row;
    else return std::get<0>(row);
  }

  // Rows come in any order, those of one parent in theirs. Parents of one key get copies; the last one gets the row.
  template <class Rows>
  void take_many(Rows& rows) {
    std::vector<std::vector<child>> groups(waiting_.size());
    for (auto& row : rows) {
      key const* const found = value_or_null(key_of(row));
      if (found == nullptr) continue;
      std::size_t const first = waiting_.find(*found);
      if (first == waiting_.size()) continue;
      groups[first].push_back(std::move(child_of(row)));
    }
    if constexpr (is_through<Association>)
      for (auto& group : groups) keep_each_once(group);
    waiting_.each_run([&](std::size_t first, std::size_t last) {
      for (std::size_t i = first; i != last; ++i) (waiting_[i].place->*Association).load(groups[first]);
      (waiting_[last].place->*Association).load(std::move(groups[first]));
    });
  }

  // There may be several ways to one row.
  static void keep_each_once(std::vector<child>& group) {
    constexpr std::size_t only = only_key_field<child>();
    key_index<field_type<child, only>, std::size_t> known;
    for (std::size_t i = 0; i < group.size(); ++i) known.add(get_field<only>(group[i]), i);
    known.sort();
    std::vector<bool> is_first(group.size());
    known.each_run([&](std::size_t begin, std::size_t last) {
      std::size_t first = known[begin].place;
      for (std::size_t i = begin; i <= last; ++i) first = known[i].place < first ? known[i].place : first;
      is_first[first] = true;
    });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < group.size(); ++i)
      if (is_first[i] && kept++ != i) group[kept - 1] = std::move(group[i]);
    group.erase(group.begin() + static_cast<std::ptrdiff_t>(kept), group.end());
  }

  template <class Rows>
  void take_one(Rows& rows) {
    std::vector<child*> found(waiting_.size());
    for (auto& row : rows) {
      key const* const of = value_or_null(key_of(row));
      std::size_t const first = of != nullptr ? waiting_.find(*of) : waiting_.size();
      if (first != waiting_.size() && found[first] == nullptr) found[first] = &child_of(row);
    }
    waiting_.each_run([&](std::size_t first, std::size_t last) {
      child* const row = found[first];
      for (std::size_t i = first; i <= last; ++i) {
        auto& association = waiting_[i].place->*Association;
        if (row == nullptr) association.load(std::nullopt);
        else if (i == last) association.load(std::move(*row));
        else association.load(*row);
      }
    });
  }

  Query query_;
  key_index<key, owner*> waiting_;
  std::unique_ptr<bound> bound_{};
};

template <auto Association, class Query>
inline constexpr char query_identity = 0;
template <auto Association>
inline constexpr char association_identity = 0;

template <class Result, class... Specs>
void add_paths(std::vector<std::unique_ptr<preload_step<Result>>>& steps, pack<Specs...> const& specs);

[[noreturn, gnu::noinline, gnu::cold]] inline void throw_two_queries(std::string_view association) {
  throw error(error_kind::misuse, concat({"preload of ", association,
                                          ": two queries are given for one association of the same rows; give one"}));
}

/// The place of an association's step, which may be empty.
template <class Result>
std::unique_ptr<preload_step<Result>>& place_of_step(std::vector<std::unique_ptr<preload_step<Result>>>& steps,
                                                     void const* association) {
  for (auto& one : steps)
    if (one->association_id == association) return one;
  return steps.emplace_back();
}

/// The step of an association, made if it is not there. A path that goes on below an association is content with any query
/// that is given for it elsewhere; two queries are one only if they are the same type and bind no values.
template <auto Association, class Query, class Result>
preload_step<Result>& step_in(std::vector<std::unique_ptr<preload_step<Result>>>& steps, Query const& query) {
  constexpr bool is_plain = std::is_same_v<Query, every_associated_row>;
  void const* const association = &association_identity<Association>;
  void const* const identity = is_plain ? nullptr : &query_identity<Association, Query>;
  auto& step = place_of_step(steps, association);
  if (step && !is_plain && step->query_id != nullptr && (step->query_id != identity || Query::parameters != 0))
    throw_two_queries(member_name<Association>);
  if (!step || (!is_plain && step->query_id == nullptr)) {
    auto made = std::make_unique<association_step<Association, Query, Result>>(association, identity, query);
    if (step) made->below = std::move(step->below);
    if constexpr (!is_plain) {
      if constexpr (Query::has(clause::preload)) add_paths(made->below, clause_of<clause::preload>(query).content);
    }
    step = std::move(made);
  }
  return *step;
}

template <class Result, class Query, auto First, auto... Rest>
void add_path(std::vector<std::unique_ptr<preload_step<Result>>>& steps,
              preload_spec<Query, First, Rest...> const& spec) {
  if constexpr (sizeof...(Rest) == 0) {
    step_in<First>(steps, spec.query);
  } else {
    auto& made = step_in<First>(steps, every_associated_row{});
    add_path(made.below, preload_spec<Query, Rest...>{spec.query});
  }
}

template <class Result, class... Specs>
void add_paths(std::vector<std::unique_ptr<preload_step<Result>>>& steps, pack<Specs...> const& specs) {
  if constexpr (pack<Specs...>::parameters == 0) (add_path(steps, Specs{}), ...);
  else boost::hana::unpack(specs.nodes, [&](Specs const&... each) { (add_path(steps, each), ...); });
}

template <class Spec>
struct spec_root;
template <class Query, auto First, auto... Rest>
struct spec_root<preload_spec<Query, First, Rest...>> {
  using owner = owner_of<First>;
};

template <class T, class Spec>
consteval auto judge_preloaded_row() {
  using owner = typename spec_root<Spec>::owner;
  if constexpr (std::is_same_v<owner, T>) return ok{};
  else return failed<preload_of_other_row, struct_name<T>, struct_name<owner>>{};
}
template <class Repo, class Result>
void run_preloads(Repo& repo, std::vector<preload_step<Result>*> level, bool force);

/// Loads what `specs` say into `rows`.
template <class Repo, class T, class... Specs>
void load_associations(Repo& repo, std::span<T> rows, pack<Specs...> const& specs, bool force) {
  using result = typename Repo::result_type;
  if constexpr ((decltype(judge_preloaded_row<T, Specs>())::value && ...)) {
    if (rows.empty()) return;
    std::vector<std::unique_ptr<preload_step<result>>> steps;
    add_paths(steps, specs);
    std::vector<T*> parents;
    parents.reserve(rows.size());
    for (T& one : rows) parents.push_back(&one);
    for (auto const& step : steps) static_cast<step_of_rows<T, result>&>(*step).parents = parents;
    std::vector<preload_step<result>*> level;
    for (auto const& step : steps) level.push_back(step.get());
    run_preloads(repo, std::move(level), force);
  } else {
    static_assert((assert_preload<decltype(judge_preloaded_row<T, Specs>())>::value && ...));
  }
}

/// Level by level: the steps of one go together.
template <class Repo, class Result>
void run_preloads(Repo& repo, std::vector<preload_step<Result>*> level, bool force) {
  while (!level.empty()) {
    std::vector<preload_step<Result>*> asking;
    for (auto* const step : level)
      if (step->ask(force)) asking.push_back(step);
    repo_access::run_together(repo, asking);
    std::vector<preload_step<Result>*> next;
    for (auto* const step : level) {
      step->descend();
      for (auto const& below : step->below) next.push_back(below.get());
    }
    level = std::move(next);
  }
}

/// All rows of a query, and what it preloads.
template <class Repo, class Query>
auto all_with_associations(Repo& repo, Query const& asked) {
  auto rows = repo.all(without_preload(asked));
  using row = typename decltype(rows)::value_type;
  load_associations(repo, std::span<row>(rows), clause_of<clause::preload>(asked).content, false);
  return rows;
}

template <class Repo, class Query>
auto one_with_associations(Repo& repo, Query const& asked) {
  auto found = repo.one(without_preload(asked));
  using row = typename decltype(found)::value_type;
  if (found) load_associations(repo, std::span<row>(&*found, 1), clause_of<clause::preload>(asked).content, false);
  return found;
}

/// Loads into one struct, an optional one, or a range that lies side by side.
template <class Repo, class Rows, class Specs>
void load_into(Repo& repo, Rows& rows, Specs const& specs, bool force) {
  if constexpr (is_optional<Rows>) {
    if (rows) load_into(repo, *rows, specs, force);
  } else if constexpr (requires { std::span(rows); }) {
    using row = typename decltype(std::span(rows))::element_type;
    load_associations(repo, std::span<row>(rows), specs, force);
  } else {
    load_associations(repo, std::span<Rows>(&rows, 1), specs, force);
  }
}

}  // namespace detail

}  // namespace recto
