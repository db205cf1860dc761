// SPDX-License-Identifier: BSL-1.0
// A repo as the writes of trees see it: something that runs a statement. Its type is forgotten, because a nested changeset
// is made where no repo is known; what it costs is one virtual call for each cell that is read back.
// Layer 7.
#pragma once

#include <recto/reflect/type_key.hpp>
#include <recto/repo/decode.hpp>
#include <recto/repo/repo_access.hpp>
#include <recto/sql/executor.hpp>

#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace recto::detail {

/// The answer of any connection.
class any_result {
 public:
  template <statement_result Result>
  explicit any_result(Result result) : held_(std::make_unique<holder<Result>>(std::move(result))) {}

  int rows() const { return held_->rows(); }
  int columns() const { return held_->columns(); }
  char const* value(int row, int column) const { return held_->value(row, column); }
  int length(int row, int column) const { return held_->length(row, column); }
  bool is_null(int row, int column) const { return held_->is_null(row, column); }
  oid column_type(int column) const { return held_->column_type(column); }
  std::string_view column_name(int column) const { return held_->column_name(column); }
  std::int64_t affected() const { return held_->affected(); }
  bool& types_checked() const { return held_->types_checked(); }

 private:
  struct base {
    virtual ~base() = default;
    virtual int rows() const = 0;
    virtual int columns() const = 0;
    virtual char const* value(int row, int column) const = 0;
    virtual int length(int row, int column) const = 0;
    virtual bool is_null(int row, int column) const = 0;
    virtual oid column_type(int column) const = 0;
    virtual std::string_view column_name(int column) const = 0;
    virtual std::int64_t affected() const = 0;
    virtual bool& types_checked() const = 0;
  };
  template <class Result>
  struct holder final : base {
    explicit holder(Result from) : result(std::move(from)) {}
    int rows() const override { return result.rows(); }
    int columns() const override { return result.columns(); }
    char const* value(int row, int column) const override { return result.value(row, column); }
    int length(int row, int column) const override { return result.length(row, column); }
    bool is_null(int row, int column) const override { return result.is_null(row, column); }
    oid column_type(int column) const override { return result.column_type(column); }
    std::string_view column_name(int column) const override { return result.column_name(column); }
    std::int64_t affected() const override { return result.affected(); }
    bool& types_checked() const override { return result.types_checked(); }
    Result result;
  };

  std::unique_ptr<base> held_;
};
static_assert(statement_result<any_result>);

/// Runs statements within one transaction.
struct statement_runner {
  void* repo = nullptr;  ///< of the type `repo_type`, for functions that want it
  type_key repo_type{};
  /// What the writes of one tree share, each by an address of its own.
  std::vector<std::pair<void const*, std::shared_ptr<void>>> shared{};

  statement_runner() = default;
  statement_runner(statement_runner const&) = delete;
  statement_runner& operator=(statement_runner const&) = delete;
  virtual ~statement_runner() = default;
  virtual any_result run(statement const& which, parameters values) = 0;

  any_result operator()(statement const& which, parameters values, row_layout<any_result> const* layout) {
    any_result answer = run(which, values);
    if (layout != nullptr && !answer.types_checked()) {
      check_layout(answer, *layout);
      answer.types_checked() = true;
    }
    return answer;
  }
};

template <class Repo>
class runner_of final : public statement_runner {
 public:
  explicit runner_of(Repo& of) : repo_(of) {
    this->repo = &of;
    this->repo_type = key_of_type<Repo>;
  }
  any_result run(statement const& which, parameters values) override {
    row_layout<typename Repo::result_type> const* const any = nullptr;
    return any_result(repo_access::run(repo_, which, values, any));
  }

 private:
  Repo& repo_;
};

}  // namespace recto::detail
