package dev.vigil.dashboard.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.schemas.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who somebody is here by what an identity provider says. */
class ClaimRulesTest {
  private static final Map<String, Role> ROLES =
      Map.of("Ward Nurses", Role.CLINICIAN, "it", Role.ADMIN);

  @Test
  void groups_becomeRoles_andOthersAreLeftOut() throws Exception {
    Caller caller =
        rules(null, Map.of())
            .caller(claims("{'user':'b.nurse','groups':['Ward Nurses','Canteen','it']}"));

    assertThat(caller.name()).isEqualTo("b.nurse");
    assertThat(caller.roles()).containsExactlyInAnyOrder(Role.CLINICIAN, Role.ADMIN);
    assertThat(caller.wards()).isNull();
  }

  @Test
  void claimWithinAnother_isFoundByItsPath_asIsOneWhoseNameHasDots() throws Exception {
    ClaimRules within = new ClaimRules("user", "realm.roles", Map.of(), null, Map.of());
    ClaimRules named = new ClaimRules("user", "https://h.example/roles", Map.of(), null, Map.of());

    assertThat(within.caller(claims("{'user':'a','realm':{'roles':['auditor','x']}}")).roles())
        .containsExactly(Role.AUDITOR);
    assertThat(named.caller(claims("{'user':'a','https://h.example/roles':'scientist'}")).roles())
        .containsExactly(Role.SCIENTIST);
  }

  @Test
  void wards_areThoseOfTheClaim_andWhoHasNoneSeesNone() throws Exception {
    ClaimRules own = rules("wards", Map.of());
    ClaimRules mapped = rules("wards", Map.of("cc-12", "B4", "all-wards", ClaimRules.ALL));

    assertThat(own.caller(nurse("'B4','C1'")).wards()).containsExactlyInAnyOrder("B4", "C1");
    assertThat(own.caller(nurse("")).wards()).isEmpty();
    assertThat(own.caller(claims("{'user':'a','groups':['it']}")).wards()).isEmpty();
    assertThat(own.caller(nurse("'*'")).wards()).isNull();
    assertThat(mapped.caller(nurse("'cc-12','cc-13'")).wards()).containsExactly("B4");
    assertThat(mapped.caller(nurse("'all-wards'")).wards()).isNull();
    assertThat(mapped.caller(nurse("'*'")).wards()).as("'*' is a value like any other").isEmpty();
  }

  @Test
  void whoHasNoRoleOrNoName_isRefused_withoutAWordOfTheValues() {
    ClaimRules rules = rules(null, Map.of());

    assertThatThrownBy(() -> rules.caller(claims("{'user':'a','groups':['Canteen']}")))
        .hasMessage("the claim groups stands for no role here");
    assertThatThrownBy(() -> rules.caller(claims("{'user':'a'}")))
        .hasMessage("the claim groups stands for no role here");
    assertThatThrownBy(() -> rules.caller(claims("{'groups':['it']}")))
        .hasMessage("the claim user is missing or no name");
    assertThatThrownBy(() -> rules.caller(claims("{'user':'Ann O Nym','groups':['it']}")))
        .hasMessage("the claim user is missing or no name");
  }

  private static ClaimRules rules(@Nullable String ward, Map<String, String> wards) {
    return new ClaimRules("user", "groups", ROLES, ward, wards);
  }

  private static JsonNode nurse(String wards) throws Exception {
    return claims("{'user':'b.nurse','groups':['Ward Nurses'],'wards':[" + wards + "]}");
  }

  private static JsonNode claims(String text) throws Exception {
    return Json.mapper().readTree(text.replace('\'', '"'));
  }
}
