// SPDX-License-Identifier: BSL-1.0
// Runs the workloads with all contenders in one process, interleaved, and prints one line for each measurement:
//
//     time <placement> <workload> <contender> <round> <wall ns/operation> <cpu ns/operation>
//     allocations <workload> <contender> <count/operation>
//     operations <workload> <contender> <count>          (under callgrind: operations in the dump of that name)
//     note <text>
//
// `benchmarks/run` starts it, reads the lines and prints the table.
//
//     recto_bench_run_time same|split|allocations|instructions <rounds> <percent of the operations> [workload]
#include "contender.hpp"

#include <libpq-fe.h>
#include <malloc.h>
#include <sched.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <exception>
#include <stdexcept>
#include <string>
#include <string_view>

#if __has_include(<valgrind/callgrind.h>)
#include <valgrind/callgrind.h>
#else
#define CALLGRIND_TOGGLE_COLLECT
#define CALLGRIND_DUMP_STATS_AT(name) static_cast<void>(name)
#endif

extern "C" [[gnu::weak]] unsigned long recto_benchmark_allocations();

namespace benchmark {
namespace {

/// The harness's own session: tables, truncation, pinning.
class control {
 public:
  explicit control(char const* url) : connection_(PQconnectdb(url)) {
    if (PQstatus(connection_) != CONNECTION_OK) throw std::runtime_error(PQerrorMessage(connection_));
  }
  ~control() { PQfinish(connection_); }
  control(control const&) = delete;

  void run(char const* sql) {
    PGresult* const result = PQexec(connection_, sql);
    ExecStatusType const status = PQresultStatus(result);
    PQclear(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) throw std::runtime_error(PQerrorMessage(connection_));
  }

  std::vector<std::string> column(std::string const& sql) {
    PGresult* const result = PQexec(connection_, sql.c_str());
    if (PQresultStatus(result) != PGRES_TUPLES_OK) throw std::runtime_error(PQerrorMessage(connection_));
    std::vector<std::string> values;
    for (int row = 0; row < PQntuples(result); ++row) values.emplace_back(PQgetvalue(result, row, 0));
    PQclear(result);
    return values;
  }

  bool local() const { return PQhost(connection_) != nullptr && PQhost(connection_)[0] == '/'; }

 private:
  PGconn* connection_;
};

enum workload { get, all, insert, insert_all, insert_changeset, update, insert_crowd, cast_form };
constexpr char const* workload_names[] = {"W1", "W2", "W3", "W4", "C1", "C2", "C3", "C4"};

bool takes_part(contender const& who, workload what) {
  if (who.only_bulk()) return what == insert_all || what == insert_crowd;
  if (what == insert_changeset || what == update) return who.writes_changes();
  return what != cast_form || who.casts();
}

struct inputs {
  std::vector<Draft> drafts;  // the rows of W4
  std::vector<Draft> crowd;   // the rows of C3
  Draft draft{};              // the row of W3 and C1
  Post post{};                // the row of C2
  std::int64_t next = 0;
  std::int64_t seen = 0;  // uses every result
};

/// What is measured: `count` operations.
[[gnu::noinline]] void work(contender& who, workload what, int count, inputs& in) {
  for (int i = 0; i < count; ++i) {
    std::int64_t const n = ++in.next;
    switch (what) {
      case get: in.seen += who.get(1 + n * 7919 % post_count)->author_id; break;
      case all: in.seen += static_cast<std::int64_t>(who.all(n * 37 % (post_count - page_size)).size()); break;
      case insert:
        in.draft.id = 0;
        who.insert(in.draft);
        in.seen += in.draft.id;
        break;
      case insert_all:
        who.insert_all(in.drafts);
        in.seen += n;
        break;
      case insert_changeset:
        in.draft.id = 0;
        who.insert_changeset(in.draft);
        in.seen += in.draft.id;
        break;
      case update:
        in.post.id = 1 + n * 7919 % post_count;
        who.update(in.post, static_cast<std::int32_t>(5'001 + n));  // never what the row has
        in.seen += n;
        break;
      case insert_crowd:
        who.insert_all(in.crowd);
        in.seen += n;
        break;
      case cast_form: in.seen += who.cast_form(); break;
    }
  }
}

double nanoseconds(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) * 1e9 + static_cast<double>(now.tv_nsec);
}

/// Measured operations between two truncations of the table.
int batch_of(workload what) { return what == insert_all || what == insert_crowd ? 1 : 1'000'000; }

/// Empties the table of the writes where the workload writes.
void prepare(control& server, workload what) {
  if (what != get && what != all && what != update && what != cast_form) server.run("truncate drafts");
}

template <class Begin, class End>
void batches(control& server, contender& who, workload what, int count, inputs& in, Begin begin, End end) {
  for (int left = count; left > 0;) {
    int const now = std::min(left, batch_of(what));
    prepare(server, what);
    begin();
    work(who, what, now, in);
    end();
    left -= now;
  }
}

/// Every contender must give the same rows, else the figures compare different work.
void verify(control& server, contender& reference, contender& who, inputs const& in) {
  auto const require = [&](bool holds, char const* what) {
    if (!holds) throw std::runtime_error(std::string(who.name()) + ": " + what + " differs from the yardstick's");
  };
  for (std::int64_t id : {1, 5, 77, 10'000, 10'001}) require(who.get(id) == reference.get(id), "get");
  require(who.all(4'321) == reference.all(4'321), "all");
  auto const written = [&](auto&& write) {
    server.run("truncate drafts");
    write();
    return server.column(
        "select count(*) || ' ' || md5(string_agg((author_id, title, body, view_count, published, rating,"
        " inserted_at)::text, ',' order by id)) from drafts");
  };
  Draft mine = in.draft;
  Draft theirs = mine;
  require(written([&] { who.insert(mine); }) == written([&] { reference.insert(theirs); }), "insert");
  require(mine.id != 0, "key of the inserted row");
  require(written([&] { who.insert_all(in.drafts); }) == written([&] { reference.insert_all(in.drafts); }),
          "insert_all");
  if (!who.writes_changes()) return;
  require(written([&] { who.insert_changeset(mine); }) == written([&] { reference.insert_changeset(theirs); }),
          "insert of a changeset");
  auto const updated = [&](contender& by, std::int32_t views) {
    by.update(in.post, views);
    Post const now = reference.get(in.post.id).value();
    return now.view_count == views && now.title == in.post.title;
  };
  require(updated(who, 6'000) && updated(reference, in.post.view_count), "update");
  require(!who.casts() || who.cast_form(), "cast");
}

std::vector<int> allowed_cores() {
  cpu_set_t set;
  CPU_ZERO(&set);
  sched_getaffinity(0, sizeof set, &set);
  std::vector<int> cores;
  for (int core = 0; core < CPU_SETSIZE; ++core) {
    if (CPU_ISSET(core, &set)) cores.push_back(core);
  }
  return cores;
}

bool pin(pid_t process, int core) {
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(core, &set);
  return sched_setaffinity(process, sizeof set, &set) == 0;
}

/// Is the process with this id a PostgreSQL server on this machine, and not a stranger with the same number?
bool is_server(pid_t process) {
  std::FILE* const file = std::fopen(("/proc/" + std::to_string(process) + "/comm").c_str(), "r");
  if (file == nullptr) return false;
  char name[32]{};
  bool const read = std::fgets(name, sizeof name, file) != nullptr;
  std::fclose(file);
  return read && std::string_view(name).starts_with("postgres");
}

/// Pins this process and its server processes: on one core, or on two.
void place(control& server, std::string const& application, bool split) {
  std::vector<int> const cores = allowed_cores();
  if (split && cores.size() < 2) throw std::runtime_error("two cores are needed to run client and server apart");
  int const client_core = cores.front();
  int const server_core = split ? cores[1] : client_core;
  bool pinned = pin(0, client_core);
  for (std::string const& id :
       server.column("select pid from pg_stat_activity where application_name = '" + application + "'")) {
    pid_t const process = std::atoi(id.c_str());
    pinned = server.local() && is_server(process) && pin(process, server_core) && pinned;
  }
  if (!pinned)
    std::printf("note NOT PINNED (%s): not permitted, or the server is elsewhere\n", split ? "split" : "same");
}

void set_up_sessions(std::string const& application) {
  char const* const given = std::getenv("PGOPTIONS");
  std::string const options = std::string(given != nullptr ? given : "")
                            + " -c search_path=recto_benchmark -c timezone=UTC -c synchronous_commit=off -c jit=off"
                              " -c plan_cache_mode=force_generic_plan -c client_min_messages=warning";
  setenv("PGOPTIONS", options.c_str(), 1);
  setenv("PGAPPNAME", application.c_str(), 1);
}

int run(int argc, char** argv) {
  if (argc < 4) {
    std::fputs("usage: recto_bench_run_time same|split|allocations|instructions <rounds> <percent> [workload]\n",
               stderr);
    return 2;
  }
  std::string_view const mode = argv[1];
  int const rounds = std::atoi(argv[2]);
  double const percent = std::atof(argv[3]);
  std::string_view const only = argc > 4 ? argv[4] : "";

  // glibc gives memory back to the kernel at its own discretion, which is worth 40 % on W2 and comes and goes with the
  // order of frees: fixed for all. 32 MiB is the most that M_MMAP_THRESHOLD takes.
  if (mallopt(M_TRIM_THRESHOLD, 256 << 20) != 1 || mallopt(M_MMAP_THRESHOLD, 32 << 20) != 1
      || mallopt(M_TOP_PAD, 64 << 20) != 1)
    std::puts("note malloc's thresholds could not be fixed");

  std::string const application = "recto_benchmark_" + std::to_string(getpid());
  char const* const url = std::getenv("DATABASE_URL") != nullptr ? std::getenv("DATABASE_URL") : "";
  set_up_sessions(application);
  control server(url);
  server.run(create_tables);
  if (server.column("select current_schema()").front() != "recto_benchmark")
    throw std::runtime_error("the connection string sets options of its own; search_path=recto_benchmark is needed");

  std::vector<std::unique_ptr<contender>> contenders;
  contenders.push_back(make_raw_libpq(url));
  contenders.push_back(make_raw_copy(url));
  if (auto pqxx = make_libpqxx(url)) contenders.push_back(std::move(pqxx));
  else std::puts("note libpqxx was not installed when this was built");
  contenders.push_back(make_recto(url));

  inputs in;
  for (std::int64_t i = 1; i <= 10'000; ++i) in.drafts.push_back(make_draft(i));
  for (std::int64_t i = 1; i <= 100'000; ++i) in.crowd.push_back(make_draft(i));
  in.draft = in.drafts.front();
  in.post = contenders.front()->get(77).value();
  for (auto const& who : contenders) verify(server, *contenders.front(), *who, in);
  if (mode == "same" || mode == "split") place(server, application, mode == "split");

  int const full[] = {2'000, 60, 2'000, 4, 2'000, 2'000, 1, 20'000};
  int const counted[] = {200, 4, 200, 2, 200, 200, 1, 200};
  for (int round = 0; round < rounds; ++round) {
    for (workload what : {get, all, insert, insert_all, insert_changeset, update, insert_crowd, cast_form}) {
      if (!only.empty() && only != workload_names[what]) continue;
      for (std::size_t turn = 0; turn < contenders.size(); ++turn) {
        contender& who = *contenders[(turn + static_cast<std::size_t>(round)) % contenders.size()];
        if (!takes_part(who, what)) continue;
        bool const timed = mode == "same" || mode == "split";
        int const count = std::max(1, static_cast<int>((timed ? full : counted)[what] * percent / 100));
        prepare(server, what);
        in.next = round * 104'729;                     // the same keys for each contender
        work(who, what, std::max(1, count / 20), in);  // warm
        if (timed) {
          double wall = 0, cpu = 0;
          batches(
              server, who, what, count, in,
              [&] { cpu -= nanoseconds(CLOCK_PROCESS_CPUTIME_ID), wall -= nanoseconds(CLOCK_MONOTONIC); },
              [&] { wall += nanoseconds(CLOCK_MONOTONIC), cpu += nanoseconds(CLOCK_PROCESS_CPUTIME_ID); });
          std::printf("time\t%s\t%s\t%s\t%d\t%.0f\t%.0f\n", argv[1], workload_names[what], who.name(), round,
                      wall / count, cpu / count);
        } else if (mode == "allocations" && recto_benchmark_allocations != nullptr) {
          unsigned long total = 0, before = 0;
          batches(
              server, who, what, count, in, [&] { before = recto_benchmark_allocations(); },
              [&] { total += recto_benchmark_allocations() - before; });
          std::printf("allocations\t%s\t%s\t%.2f\n", workload_names[what], who.name(),
                      static_cast<double>(total) / count);
        } else if (mode == "instructions") {
          std::string const label = std::string(workload_names[what]) + '/' + who.name();
          batches(server, who, what, count, in, [] { CALLGRIND_TOGGLE_COLLECT; }, [] { CALLGRIND_TOGGLE_COLLECT; });
          CALLGRIND_DUMP_STATS_AT(label.c_str());
          std::printf("operations\t%s\t%s\t%d\n", workload_names[what], who.name(), count);
        } else {
          std::fputs("nothing to measure: unknown mode, or the counter is not preloaded\n", stderr);
          return 2;
        }
        std::fflush(stdout);
      }
    }
  }
  contenders.clear();
  server.run("drop schema recto_benchmark cascade");
  return in.seen != 0 ? 0 : 1;
}

}  // namespace
}  // namespace benchmark

int main(int argc, char** argv) {
  try {
    return benchmark::run(argc, argv);
  } catch (std::exception const& error) {
    std::fprintf(stderr, "recto_bench_run_time: %s\n", error.what());
    return 1;
  }
}
