// SPDX-License-Identifier: BSL-1.0
// Conditions whose number of terms is not known before the program runs: `dynamic<Post>` is built in a loop, with &&, ||
// and !, from typed conditions. Each term knows how to write itself and keeps its values encoded, so that all terms are of
// one type. Long chains neither nest nor recurse.
// Layer 5: beside the renderer, because a term's text is written where the query says, not where it was made.
#pragma once

#include <recto/query/assert.hpp>
#include <recto/query/choice.hpp>
#include <recto/query/judge.hpp>
#include <recto/sql/expression.hpp>
#include <recto/types/codec.hpp>
#include <recto/types/embed.hpp>

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace recto {

template <class... Sources>
class dynamic;

namespace detail {

/// A value in its wire format; null: NULL.
struct encoded_value {
  bool is_null = false;
  std::string bytes{};
};

struct dynamic_node;

/// What a dynamic condition is to a visitor of values.
struct dynamic_content {
  dynamic_node const* root;
};

// Encodes the values of one typed condition.
struct value_encoder {
  std::vector<encoded_value>& out;

  template <class T>
  void operator()(T const& value) {
    if constexpr (is_embeds_one<T>) {
      if (auto const* const held = embed_access::held(value)) return (*this)(*held);
      out.push_back({.is_null = true});
    } else if constexpr (is_optional<T>) {
      if (value) return (*this)(*value);
      out.push_back({.is_null = true});
    } else if constexpr (is_viewed<T>) {
      out.push_back({.bytes = std::string(view_of(value))});
    } else {
      std::string bytes(encoded_size(value), '\0');
      encode(value, bytes.data());
      out.push_back({.bytes = std::move(bytes)});
    }
  }
  // Told by the kind of visit, so that it is the compiler that says so.
  template <std::same_as<chosen_bits> Choice>
  void operator()(Choice const&) {
    static_assert(!std::is_same_v<Choice, chosen_bits>,
                  "recto: dynamic: a term is itself a run-time choice; decide with `if` before it is added");
  }
  template <std::same_as<dynamic_content> Content>
  void operator()(Content const&) {
    static_assert(!std::is_same_v<Content, dynamic_content>,
                  "recto: dynamic: a term is a query with a dynamic condition inside; put that query's condition "
                  "beside this one, by where(...)");
  }
};

enum class dynamic_kind : unsigned char { all, none, term, not_, and_, or_ };

/// One condition of a dynamic one, or an operator over others.
struct dynamic_node {
  dynamic_kind kind = dynamic_kind::all;
  precedence level = precedence::atom;
  void (*write)(sql_writer&) = nullptr;
  std::vector<encoded_value> values{};
  std::shared_ptr<dynamic_node> left{};
  std::shared_ptr<dynamic_node> right{};
  std::size_t depth = 0;  // parentheses inside each other

  dynamic_node() = default;
  dynamic_node(dynamic_node const&) = delete;
  dynamic_node& operator=(dynamic_node const&) = delete;

  // A chain of 10,000 terms is as deep, and would be destroyed by as many calls inside each other: what a node holds is
  // handed to the outermost call.
  ~dynamic_node() {
    if (!left && !right) return;
    thread_local std::vector<std::shared_ptr<dynamic_node>>* handed_over = nullptr;
    std::vector<std::shared_ptr<dynamic_node>> mine;
    bool const is_outermost = handed_over == nullptr;
    if (is_outermost) handed_over = &mine;
    if (left) handed_over->push_back(std::move(left));
    if (right) handed_over->push_back(std::move(right));
    if (!is_outermost) return;
    while (!mine.empty()) {
      std::shared_ptr<dynamic_node> const last = std::move(mine.back());
      mine.pop_back();
    }
    handed_over = nullptr;
  }
};

using dynamic_pointer = std::shared_ptr<dynamic_node>;

inline dynamic_pointer make_constant(dynamic_kind kind) {
  auto node = std::make_shared<dynamic_node>();
  node->kind = kind;
  return node;
}

/// PostgreSQL parses parentheses inside each other by recursion, and gives up at its `max_stack_depth`.
inline constexpr std::size_t deepest_dynamic = 1000;

inline dynamic_pointer make_operation(dynamic_kind kind, dynamic_pointer left, dynamic_pointer right) {
  // TRUE AND x is x, FALSE AND x is FALSE; with OR the other way round.
  dynamic_kind const same = kind == dynamic_kind::and_ ? dynamic_kind::all : dynamic_kind::none;
  dynamic_kind const other = kind == dynamic_kind::and_ ? dynamic_kind::none : dynamic_kind::all;
  if (left->kind == same || right->kind == other) return right;
  if (right->kind == same || left->kind == other) return left;
  auto node = std::make_shared<dynamic_node>();
  node->kind = kind;
  node->level = kind == dynamic_kind::and_ ? precedence::and_ : precedence::or_;
  auto const inside = [&](dynamic_node const& child) {
    return child.depth + (child.kind != kind && child.kind != dynamic_kind::term);
  };
  node->depth = std::max(inside(*left), inside(*right));
  if (node->depth > deepest_dynamic)
    throw error(error_kind::invalid_value,
                "dynamic: conditions nest deeper than " + std::to_string(deepest_dynamic) + " levels");
  node->left = std::move(left);
  node->right = std::move(right);
  return node;
}

inline dynamic_pointer make_negation(dynamic_pointer operand) {
  if (operand->kind == dynamic_kind::all) return make_constant(dynamic_kind::none);
  if (operand->kind == dynamic_kind::none) return make_constant(dynamic_kind::all);
  if (operand->kind == dynamic_kind::not_) return operand->left;
  auto node = std::make_shared<dynamic_node>();
  node->kind = dynamic_kind::not_;
  node->level = precedence::not_;
  node->depth = operand->depth + 1;
  node->left = std::move(operand);
  return node;
}

/// Calls `on_text(text)` and `on_term(node)` in the order of the text, with a stack of its own.
template <class OnText, class OnTerm>
void walk(dynamic_node const& root, OnText on_text, OnTerm on_term) {
  struct step {
    dynamic_node const* node;
    std::string_view text;
  };
  std::vector<step> steps{{&root, {}}};
  auto const operand = [&](dynamic_node const& child, precedence around) {
    bool const parentheses = child.level < around;
    if (parentheses) steps.push_back({nullptr, ")"});
    steps.push_back({&child, {}});
    if (parentheses) steps.push_back({nullptr, "("});
  };
  while (!steps.empty()) {
    step const next = steps.back();
    steps.pop_back();
    if (next.node == nullptr) {
      on_text(next.text);
      continue;
    }
    dynamic_node const& node = *next.node;
    switch (node.kind) {
      case dynamic_kind::all: on_text("TRUE"); break;
      case dynamic_kind::none: on_text("FALSE"); break;
      case dynamic_kind::term: on_term(node); break;
      case dynamic_kind::not_:
        operand(*node.left, node.level);
        steps.push_back({nullptr, "NOT "});
        break;
      default:
        operand(*node.right, node.level);
        steps.push_back({nullptr, node.kind == dynamic_kind::and_ ? " AND " : " OR "});
        operand(*node.left, node.level);
    }
  }
}

// Whether a source is behind an outer join is known only to the query that the condition gets into; where there are
// several, each may be.
template <class... Sources>
inline constexpr auto entries_of_sources = [] {
  std::array<source_entry, sizeof...(Sources)> entries{entry_of<Sources>()...};
  for (source_entry& one : entries) one.is_nullable = sizeof...(Sources) > 1;
  return entries;
}();

template <class Source>
struct dynamic_source {
  using type = source_for<Source>;
};
template <class Source>
  requires std::is_base_of_v<queryable, Source>
struct dynamic_source<Source> {
  using type = typename Source::source;
};

/// Is the condition only about these sources?
template <class Condition, class... Sources>
struct dynamic_judge {
  static constexpr violation value = [] {
    inspector watcher(scope{.entries = entries_of_sources<typename dynamic_source<Sources>::type...>.data(),
                            .count = sizeof...(Sources)});
    watcher.enter("dynamic", false);
    detail::inspect<Condition>(watcher);
    return watcher.found();
  }();
};

template <class T>
inline constexpr bool is_dynamic = false;
template <class... Sources>
inline constexpr bool is_dynamic<dynamic<Sources...>> = true;

}  // namespace detail

/// A condition on columns of `Sources` (structs, or types of aliases) that is built at run time. A query that holds one has
/// `cache::by_content`: its text is rendered for each execution.
///
/// Errors: `invalid_value` where operators alternate more than 1,000 levels deep, or more than 65,535 values are bound; a value
/// that cannot be sent is refused when it is added. Cost: one allocation for each term and operator. Ecto: `dynamic`.
template <class... Sources>
class dynamic : public expression {
 public:
  using value_type = bool;
  static constexpr std::size_t parameters = 1;

  /// TRUE, to which conditions are added by `&&`.
  dynamic() : root_(detail::make_constant(detail::dynamic_kind::all)) {}
  static dynamic all() { return {}; }
  /// FALSE, to which conditions are added by `||`.
  static dynamic none() { return dynamic(detail::make_constant(detail::dynamic_kind::none)); }

  /// One typed condition.
  template <class Condition>
    requires(is_expression<Condition> && !detail::is_dynamic<std::remove_cvref_t<Condition>>)
  dynamic(Condition const& condition) : root_(std::make_shared<detail::dynamic_node>()) {
    using verdict = detail::condition_verdict<Condition>;
    static_assert(detail::assert_operands<verdict>::value);
    if constexpr (verdict::value) {
      using judged = decltype(detail::verdict_of_violation<detail::dynamic_judge<Condition, Sources...>>());
      static_assert(detail::assert_query<judged>::value);
      root_->kind = detail::dynamic_kind::term;
      root_->level = detail::render<Condition>::level;
      root_->write = &detail::render<Condition>::write;
      detail::value_encoder encoder{root_->values};
      if constexpr (Condition::parameters > 0) condition.each_value(encoder);
    }
  }

  // What the operators && || ! of expressions do with it. Not all that it can be joined with becomes a part of it.
  template <class Other>
  static constexpr bool takes =
      std::is_same_v<Other, dynamic> || !(detail::is_dynamic<Other> || detail::is_maybe<Other>);
  template <detail::binary_op Op>
  static dynamic combined(dynamic left, dynamic right) {
    constexpr auto kind = Op == detail::binary_op::and_ ? detail::dynamic_kind::and_ : detail::dynamic_kind::or_;
    return dynamic(detail::make_operation(kind, std::move(left.root_), std::move(right.root_)));
  }
  static dynamic negated(dynamic operand) { return dynamic(detail::make_negation(std::move(operand.root_))); }

  /// For loops: `any &= condition`, `any |= condition`.
  dynamic& operator&=(dynamic right) {
    return *this = combined<detail::binary_op::and_>(std::move(*this), std::move(right));
  }
  dynamic& operator|=(dynamic right) {
    return *this = combined<detail::binary_op::or_>(std::move(*this), std::move(right));
  }

  static constexpr bool nullable(scope const&) { return true; }
  static constexpr void inspect(detail::inspector& watcher) {
    (watcher.column({.source = detail::dynamic_source<Sources>::type::key,
                     .table = detail::dynamic_source<Sources>::type::name(),
                     .column = "dynamic"}),
     ...);
  }
  template <class Function>
  void each_value(Function& function) const {
    function(detail::dynamic_content{root_.get()});
  }

 private:
  explicit dynamic(detail::dynamic_pointer root) : root_(std::move(root)) {}

  detail::dynamic_pointer root_;
};

namespace detail {

template <class... Sources>
inline constexpr bool varies<dynamic<Sources...>> = true;

template <class... Sources>
struct look<dynamic<Sources...>> {
  static constexpr outcome at(sql_writer& probe) {
    void const* const content = probe.next_content();
    if (content == nullptr) return {.level = precedence::or_};
    auto const& root = *static_cast<dynamic_node const*>(content);
    return {true, root.level,
            root.kind == dynamic_kind::all    ? truth::always
            : root.kind == dynamic_kind::none ? truth::never
                                              : truth::depends};
  }
};

template <class... Sources>
struct render<dynamic<Sources...>> {
  static constexpr precedence level = precedence::or_;  // it may be anything
  static constexpr void write(sql_writer& out) {
    void const* const content = out.next_content();
    if (content == nullptr || out.is_probe()) return out.put("TRUE");  // measured by the compiler, or not read
    auto const& root = *static_cast<dynamic_node const*>(content);
    walk(root, [&](std::string_view text) { out.put(text); }, [&](dynamic_node const& term) { term.write(out); });
  }
};

}  // namespace detail

}  // namespace recto
