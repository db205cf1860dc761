# Configures, builds and runs one consumer project: cmake -D way=find_package|add_subdirectory ... -P run.cmake
set(work ${recto_build}/consumer/${way})
file(REMOVE_RECURSE ${work})

set(arguments -D CMAKE_CXX_COMPILER=${compiler})
if(way STREQUAL "find_package")
  execute_process(COMMAND ${CMAKE_COMMAND} --install ${recto_build} --prefix ${work}/prefix
                  OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
  list(APPEND arguments -D CMAKE_PREFIX_PATH=${work}/prefix)
else()
  list(APPEND arguments -D RECTO_SOURCE=${recto_source})
endif()

execute_process(COMMAND ${CMAKE_COMMAND} -S ${CMAKE_CURRENT_LIST_DIR}/${way} -B ${work}/build -G ${generator} ${arguments}
                COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${CMAKE_COMMAND} --build ${work}/build COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${work}/build/consumer COMMAND_ERROR_IS_FATAL ANY)
if(way STREQUAL "add_subdirectory" AND EXISTS ${work}/build/recto/tests)
  message(FATAL_ERROR "recto's own tests were configured in somebody else's project")
endif()
