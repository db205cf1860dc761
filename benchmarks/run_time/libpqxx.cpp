// SPDX-License-Identifier: BSL-1.0
// The same work on Debian's libpqxx 6.4, as its documentation shows it: prepared statements, fields by index, and
// `stream_to` (COPY in text) for W4. libpqxx reads and writes text, so timestamps are parsed and printed here.
#include "contender.hpp"

#ifdef RECTO_BENCHMARK_LIBPQXX  // set by CMakeLists.txt where version 6 is installed
#include <pqxx/pqxx>

#include <cstdio>
#include <tuple>

namespace benchmark {
namespace {

int number(char const* digits, int count) {
  int value = 0;
  for (int i = 0; i < count; ++i) value = value * 10 + (digits[i] - '0');
  return value;
}

/// "2024-01-02 03:04:05.678901+00", the fraction as long as it needs to be; the sessions are in UTC.
timestamp parse(char const* text) {
  using namespace std::chrono;
  sys_days const day = year{number(text, 4)} / number(text + 5, 2) / number(text + 8, 2);
  microseconds fraction{0};
  if (text[19] == '.') {
    int digits = 0;
    while (text[20 + digits] >= '0' && text[20 + digits] <= '9') ++digits;
    int value = number(text + 20, digits);
    for (; digits < 6; ++digits) value *= 10;
    fraction = microseconds{value};
  }
  return day + hours{number(text + 11, 2)} + minutes{number(text + 14, 2)} + seconds{number(text + 17, 2)} + fraction;
}

std::string print(timestamp time) {
  using namespace std::chrono;
  auto const days = floor<std::chrono::days>(time);
  year_month_day const date{days};
  hh_mm_ss const clock{time - days};
  char text[48];
  int const length =
      std::snprintf(text, sizeof text, "%04d-%02u-%02u %02d:%02d:%02d.%06d+00", static_cast<int>(date.year()),
                    static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                    static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                    static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count()));
  return std::string(text, static_cast<std::size_t>(length));
}

void read(pqxx::row const& row, Post& post) {
  post.id = row[0].as<std::int64_t>();
  post.author_id = row[1].as<std::int64_t>();
  post.title = row[2].as<std::string>();
  post.body = row[3].as<std::string>();
  post.view_count = row[4].as<std::int32_t>();
  post.published = row[5].as<bool>();
  if (!row[6].is_null()) post.rating = row[6].as<double>();
  post.inserted_at = parse(row[7].c_str());
}

class libpqxx final : public contender {
 public:
  explicit libpqxx(char const* url) : connection_(std::string(url)) {
    connection_.prepare(
        "get",
        "select id, author_id, title, body, view_count, published, rating, inserted_at from posts where id = $1");
    connection_.prepare("all",
                        "select id, author_id, title, body, view_count, published, rating, inserted_at from posts"
                        " where id > $1 order by id limit $2");
    connection_.prepare("insert",
                        "insert into drafts (author_id, title, body, view_count, published, rating, inserted_at)"
                        " values ($1, $2, $3, $4, $5, $6, $7) returning id");
    work_.emplace(connection_);  // autocommit, as the others have it
  }

  char const* name() const override { return "libpqxx"; }

  std::optional<Post> get(std::int64_t id) override {
    pqxx::result const rows = work_->exec_prepared("get", id);
    std::optional<Post> post;
    if (rows.size() == 1) read(rows[0], post.emplace());
    return post;
  }

  std::vector<Post> all(std::int64_t after) override {
    pqxx::result const rows = work_->exec_prepared("all", after, page_size);
    std::vector<Post> posts;
    posts.reserve(rows.size());
    for (auto const& row : rows) read(row, posts.emplace_back());
    return posts;
  }

  void insert(Draft& draft) override {
    std::string const rating = draft.rating ? pqxx::to_string(*draft.rating) : std::string();
    pqxx::row const row =
        work_->exec_prepared1("insert", draft.author_id, draft.title, draft.body, draft.view_count, draft.published,
                              draft.rating ? rating.c_str() : nullptr, print(draft.inserted_at));
    draft.id = row[0].as<std::int64_t>();
  }

  void insert_all(std::vector<Draft> const& drafts) override {
    pqxx::stream_to stream(
        *work_, "drafts",
        std::vector<std::string>{"author_id", "title", "body", "view_count", "published", "rating", "inserted_at"});
    for (Draft const& draft : drafts) {
      std::string const rating = draft.rating ? pqxx::to_string(*draft.rating) : std::string();
      stream << std::make_tuple(draft.author_id, draft.title, draft.body, draft.view_count, draft.published,
                                draft.rating ? rating.c_str() : static_cast<char const*>(nullptr),
                                print(draft.inserted_at));
    }
    stream.complete();
  }

 private:
  pqxx::connection connection_;
  std::optional<pqxx::nontransaction> work_;
};

}  // namespace

std::unique_ptr<contender> make_libpqxx(char const* url) { return std::make_unique<libpqxx>(url); }

}  // namespace benchmark

#else

namespace benchmark {
std::unique_ptr<contender> make_libpqxx(char const*) { return nullptr; }
}  // namespace benchmark

#endif
