# Found by find_package(recto): what recto::recto links to, then the target itself.
include(CMakeFindDependencyMacro)
find_dependency(Boost 1.81)
find_dependency(PostgreSQL 14)
find_dependency(fmt)
include(${CMAKE_CURRENT_LIST_DIR}/recto-targets.cmake)
