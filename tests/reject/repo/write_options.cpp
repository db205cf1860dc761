// expect[OTHER_REPLACED]: this field is a member of another struct
// expect[OTHER_TARGET]: this field is a member of another struct
// expect[OTHER_RETURNED]: this field is a member of another struct
// expect[VIRTUAL]: recto: write: one of these fields is no column (virtual, or an association); leave it out
// expect[REPLACE_NOTHING]: recto: on_conflict: replace<> names no field
// expect[SET_NOTHING]: recto: update_all: nothing is set
// expect[SET_TWICE]: recto: update_all: this column is set twice
// expect[SET_EXCLUDED]: recto: set: this column is of a joined table
// expect[SET_OTHER]: recto: query: this column's table is neither in FROM nor joined
// expect[SET_CHOICE]: recto: on_conflict: what is set or the condition is a run-time choice
// expect[TARGET_VALUE]: recto: target: the condition of a partial index binds a value
// expect[TARGET_OTHER]: recto: query: this column's table is neither in FROM nor joined
#include <recto/recto.hpp>
#include <reject/blog.hpp>

using namespace recto;

struct Account {
  std::int64_t id{};
  std::string email{};
  std::optional<std::string> name{};
  std::string password{};
  static consteval auto schema() { return recto::table("accounts") | recto::virtual_field<&Account::password>; }
};

void use(recto::repo& repo, [[maybe_unused]] bool flag) {
  (void)repo.insert(Account{}, {.on_conflict = replace<&Account::name>, .conflict_target = target<&Account::email>});
  (void)repo.insert(Account{}, {.on_conflict = set(col<&Account::name> = excluded<&Account::name>)
                                             | where(is_null(col<&Account::name>)),
                                .conflict_target = target<&Account::email>.where(is_not_null(col<&Account::name>)),
                                .returning = fields<&Account::name>});
#ifdef REJECT_OTHER_REPLACED
  (void)repo.insert(Account{}, {.on_conflict = replace<&Post::title>, .conflict_target = target<&Account::email>});
#endif
#ifdef REJECT_OTHER_TARGET
  (void)repo.insert(Account{}, {.on_conflict = nothing, .conflict_target = target<&Post::title>});
#endif
#ifdef REJECT_OTHER_RETURNED
  (void)repo.update(Account{}, {.returning = fields<&Post::title>});
#endif
#ifdef REJECT_VIRTUAL
  (void)repo.insert(
      Account{}, {.on_conflict = replace_all_except<&Account::password>, .conflict_target = target<&Account::email>});
#endif
#ifdef REJECT_REPLACE_NOTHING
  (void)repo.insert(Account{}, {.on_conflict = replace<>, .conflict_target = target<&Account::email>});
#endif
#ifdef REJECT_SET_NOTHING
  (void)repo.insert(Account{},
                    {.on_conflict = where(is_null(col<&Account::name>)), .conflict_target = target<&Account::email>});
#endif
#ifdef REJECT_SET_TWICE
  (void)repo.insert(Account{}, {.on_conflict = set(col<&Account::email> = "a", col<&Account::email> = "b"),
                                .conflict_target = target<&Account::email>});
#endif
#ifdef REJECT_SET_EXCLUDED
  (void)repo.insert(Account{},
                    {.on_conflict = set(excluded<&Account::email> = "a"), .conflict_target = target<&Account::email>});
#endif
#ifdef REJECT_SET_OTHER
  (void)repo.insert(Account{}, {.on_conflict = set(col<&Account::email> = col<&Post::title>),
                                .conflict_target = target<&Account::email>});
#endif
#ifdef REJECT_SET_CHOICE
  (void)repo.insert(Account{},
                    {.on_conflict = set(col<&Account::email> = "a") | where_if(flag, is_null(col<&Account::name>)),
                     .conflict_target = target<&Account::email>});
#endif
#ifdef REJECT_TARGET_VALUE
  (void)repo.insert(Account{},
                    {.on_conflict = nothing, .conflict_target = target<&Account::email>.where(col<&Account::id> > 3)});
#endif
#ifdef REJECT_TARGET_OTHER
  (void)repo.insert(Account{}, {.on_conflict = nothing,
                                .conflict_target = target<&Account::email>.where(is_null(col<&Post::subtitle>))});
#endif
}
