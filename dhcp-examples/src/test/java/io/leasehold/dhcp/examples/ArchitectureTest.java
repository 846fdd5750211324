package io.leasehold.dhcp.examples;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Executors;

/** Shows that imports go the one way that the architecture has for them. */
@AnalyzeClasses(
    packages = "io.leasehold.dhcp",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String SERVER = "io.leasehold.dhcp.server";
  private static final String INTERNAL = SERVER + ".internal";
  private static final String STORE = SERVER + ".store..";
  private static final String CONFIG = SERVER + ".config..";
  private static final String MATCH = SERVER + ".match..";
  private static final String TRANSPORT = SERVER + ".transport..";
  private static final String CODEC = "io.leasehold.dhcp.codec..";
  private static final String KEA = "io.leasehold.dhcp.config.kea..";
  private static final String TESTKIT = "io.leasehold.dhcp.testkit";
  private static final String RUNTIME = INTERNAL + ".runtime..";

  // The codec needs nothing but the JDK.
  @ArchTest
  static final ArchRule CODEC_STANDS_ALONE =
      classes()
          .that()
          .resideInAPackage(CODEC)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(CODEC, "java..");

  // Inside the codec, messages know options, options know values, values know addresses, and never
  // the other way.
  @ArchTest
  static final ArchRule CODEC_HAS_LAYERS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("message")
          .definedBy("io.leasehold.dhcp.codec")
          .layer("option")
          .definedBy("io.leasehold.dhcp.codec.option")
          .layer("value")
          .definedBy("io.leasehold.dhcp.codec.value")
          .layer("address")
          .definedBy("io.leasehold.dhcp.codec.address")
          .layer("octets")
          .definedBy("io.leasehold.dhcp.codec.octets")
          .whereLayer("message")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("option")
          .mayOnlyBeAccessedByLayers("message")
          .whereLayer("value")
          .mayOnlyBeAccessedByLayers("message", "option")
          .whereLayer("address")
          .mayOnlyBeAccessedByLayers("message", "option", "value");

  // The store SPI knows nothing of the server: whoever writes a store needs nothing else.
  @ArchTest
  static final ArchRule STORE_KNOWS_THE_CODEC_ONLY =
      classes()
          .that()
          .resideInAPackage(STORE)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(STORE, CODEC, "java..");

  @ArchTest
  static final ArchRule CONFIG_KNOWS_VALUES_ONLY =
      classes()
          .that()
          .resideInAPackage(CONFIG)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(CONFIG, MATCH, CODEC, "java..");

  // Conditions know what they look at: a message, and what carried it.
  @ArchTest
  static final ArchRule CONDITIONS_KNOW_MESSAGES_ONLY =
      classes()
          .that()
          .resideInAPackage(MATCH)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(MATCH, CODEC, "java..")
                  .or(nameMatching(".*\\.transport\\.(Arrival|InboundDatagram)")));

  // The policy SPI knows the values of what it decides about, and nothing of who asks.
  @ArchTest
  static final ArchRule POLICY_KNOWS_VALUES_ONLY =
      classes()
          .that()
          .resideInAPackage(SERVER + ".policy")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(SERVER + ".policy", CONFIG, MATCH, STORE, CODEC, "java.."));

  // What the operator sees of leases is values.
  @ArchTest
  static final ArchRule ADMINISTRATION_KNOWS_LEASES_ONLY =
      classes()
          .that()
          .resideInAPackage(SERVER + ".admin")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(SERVER + ".admin", STORE, CODEC, "java..");

  // Built-in policies are written like anybody's own: with what is public.
  @ArchTest
  static final ArchRule BUILT_IN_POLICIES_KNOW_WHAT_IS_PUBLIC =
      noClasses()
          .that()
          .resideInAPackage(SERVER + ".policy.builtin")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(INTERNAL + "..");

  // Nobody needs the built-in policies but those who ask for them.
  @ArchTest
  static final ArchRule NOTHING_NEEDS_BUILT_IN_POLICIES =
      noClasses()
          .that()
          .resideInAPackage(SERVER + "..")
          .and()
          .resideOutsideOfPackage(SERVER + ".policy.builtin")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(SERVER + ".policy.builtin");

  // A reader of configurations makes the values that a product could make as well.
  @ArchTest
  static final ArchRule READER_OF_KEA_KNOWS_THE_CONFIGURATION_ONLY =
      classes()
          .that()
          .resideInAPackage(KEA)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      KEA, CONFIG, SERVER + ".match..", CODEC, "com.fasterxml.jackson..", "java..")
                  .or(nameMatching(".*\\.transport\\.(Arrival|InboundDatagram)")));

  // The steps of a datagram's way do not know of each other.
  @ArchTest
  static final ArchRule STEPS_DO_NOT_IMPORT_EACH_OTHER =
      slices()
          .matching(INTERNAL + ".(classify|place|allocate|plan|reply|report)..")
          .should()
          .notDependOnEachOther();

  // The steps of a datagram's way tell nobody of it: the runtime does.
  @ArchTest
  static final ArchRule ONLY_RUNTIME_AND_ENTRANCES_REPORT =
      noClasses()
          .that(
              not(resideInAnyPackage(RUNTIME, INTERNAL + ".report.."))
                  .and(not(nameMatching(SERVER + "\\.Dhcp(Engine|Server)(\\$.*)?"))))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(INTERNAL + ".report..");

  // Only the runtime knows all steps, and only the two entrances know the runtime.
  @ArchTest
  static final ArchRule ONLY_THE_ENTRANCES_IMPORT_THE_RUNTIME =
      noClasses()
          .that(
              not(resideInAPackage(RUNTIME))
                  .and(not(nameMatching(SERVER + "\\.Dhcp(Engine|Server)(\\$.*)?"))))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(RUNTIME);

  // What is internal is for the server alone.
  @ArchTest
  static final ArchRule INTERNALS_STAY_INSIDE =
      noClasses()
          .that()
          .resideOutsideOfPackage(SERVER + "..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(INTERNAL + "..");

  // The server knows transports, and none in particular.
  @ArchTest
  static final ArchRule NOBODY_KNOWS_THE_SOCKETS =
      noClasses()
          .that(resideInAPackage(SERVER + "..").and(not(resideInAPackage(TRANSPORT))))
          .should()
          .dependOnClassesThat()
          .haveNameMatching(".*\\.transport\\.(Udp.*|SocketLayout.*|Interfaces.*)");

  /** The probe has no sockets of its own: it asks the JDK whether a host is there. */
  @ArchTest
  static final ArchRule ONLY_TRANSPORT_AND_PROBE_USE_THE_NETWORK =
      noClasses()
          .that(
              resideInAPackage(SERVER + "..")
                  .and(not(resideInAnyPackage(TRANSPORT, SERVER + ".probe"))))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio.channels..", "java.net..");

  // Of the test kit, only its network has sockets.
  @ArchTest
  static final ArchRule ONLY_THE_NETWORK_OF_THE_TEST_KIT_HAS_SOCKETS =
      noClasses()
          .that(resideInAPackage(TESTKIT + "..").and(not(resideInAPackage(TESTKIT + ".network"))))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio.channels..", "java.net..");

  // The network of the test kit knows nothing of who is on it.
  @ArchTest
  static final ArchRule NETWORK_OF_THE_TEST_KIT_STANDS_ALONE =
      noClasses()
          .that()
          .resideInAPackage(TESTKIT + ".network")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(TESTKIT, TESTKIT + ".simulation..");

  // Who does not use JUnit can use servers, clients and assertions all the same.
  @ArchTest
  static final ArchRule TEST_SERVERS_DO_WITHOUT_JUNIT =
      noClasses()
          .that(
              resideInAPackage(TESTKIT + "..")
                  .and(not(nameMatching(".*\\.(DhcpServer[A-Z].*|Lease(Store|Policy)Contract.*)"))))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.junit..", "org.opentest4j..");

  @ArchTest
  static final ArchRule ONLY_THE_RUNTIME_STARTS_THREADS =
      noClasses()
          .that(resideInAPackage(SERVER + "..").and(not(resideInAPackage(RUNTIME))))
          .should()
          .callMethod(Thread.class, "start")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Executors.class);

  // The steps are told the time; a default clock is chosen by the two builders alone. How long a
  // thread of the JDK still has to wait only the JDK can say.
  @ArchTest
  static final ArchRule THE_TIME_IS_INJECTED =
      noClasses()
          .that(
              resideInAnyPackage(SERVER + "..", CODEC)
                  .and(not(nameMatching(".*\\$Builder")))
                  .and(not(nameMatching(".*\\.PlatformThreads"))))
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime");
}
