using System.Net;
using ConnectMe.Identity.Ldap;
using ConnectMe.Modules.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Identity.Ldap;

public sealed partial class DirectorySignInTests
{
    [Fact]
    [Spec("A10-02")]
    public async Task An_account_is_made_at_the_first_sign_in_only_for_the_companys_own_domains()
    {
        await host.Set(_garage);
        Assert.False(await _garage.SignsIn("nieuw", Slapd.PasswordOf("nieuw"))); // off by default
        Assert.Null(await _garage.User("nieuw"));
        await host.Set(_garage, ("Input.Domains", "@Hofstra.example"));
        Assert.False(await _garage.SignsIn("anders", Slapd.PasswordOf("anders")));
        Assert.False(await _garage.SignsIn("nieuw", "wrong"));
        Assert.Null(await _garage.User("nieuw"));

        Assert.True(await _garage.SignsIn("nieuw", Slapd.PasswordOf("nieuw")));

        var made = (await _garage.User("nieuw"))!;
        Assert.Equal(("Nieuw uit de directory", "nieuw@hofstra.example", false), (made.Name, made.Email, made.IsAdministrator));
        Assert.Equal(("Werkplaats", "+31612345670"), (made.Department, made.Mobile));
        Assert.True(await _garage.SignsIn("nieuw@hofstra.example", Slapd.PasswordOf("nieuw")));
        Assert.Contains(
            "Account gemaakt bij de eerste keer inloggen",
            (await _garage.Anna.Open("/admin/audit")).Document.Body!.TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    [Spec("M2-04")]
    public async Task An_address_alone_links_nobody_and_who_never_chose_a_password_is_linked_by_name_and_address()
    {
        await host.Set(_garage, ("Input.Domains", "garagehofstra.example"));
        var stolen = await host.NewBrowser().SignIn("steler", Slapd.PasswordOf("steler")); // with Bram's address
        Assert.Contains("vraag je beheerder", stolen.Text("[role=alert]"), StringComparison.OrdinalIgnoreCase);
        Assert.True(await _garage.SignsIn("bram", "welkom-bij-connectme"));

        var id = await _garage.Add("genoot", "879");
        var invitation = await _garage.Link("genoot");
        Assert.True(await _garage.SignsIn("genoot", Slapd.PasswordOf("genoot")));
        Assert.Equal(id, (await LinkOf("genoot"))?.Id);
        Assert.NotEqual(HttpStatusCode.Redirect, (await _garage.Choose(invitation, Garage.Password)).Status);
    }

    [Fact]
    public async Task The_pages_about_passwords_say_where_it_is_changed()
    {
        await host.Set(_garage);
        var id = await _garage.AddWithPassword("wissel", "887");
        await Link(id, "stef");
        var browser = host.NewBrowser();
        await browser.SignIn("wissel", Slapd.PasswordOf("stef"));

        Assert.Contains(
            "computer van het werk",
            (await browser.Open("/settings/security")).Text("#password-elsewhere"),
            StringComparison.Ordinal
        );
        var refused = await browser.Post(
            "/settings/security",
            new Dictionary<string, string>
            {
                ["Current"] = Slapd.PasswordOf("stef"),
                ["New"] = "iets heel anders nu",
                ["__RequestVerificationToken"] = await browser.FreshToken(),
            }
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);

        var stranger = host.NewBrowser();
        var page = await stranger.Open("/forgot-password");
        Assert.Contains("computer van het werk", page.Text("#forgotten-elsewhere"), StringComparison.Ordinal);
        var mailed = (await _garage.MailTo("wissel")).Count;
        await stranger.Post(
            "/forgot-password",
            new Dictionary<string, string> { ["Name"] = "wissel", ["__RequestVerificationToken"] = page.Token }
        );
        await Eventually.Is(async () => (await _garage.MailTo("wissel")).Count > mailed);
        var last = (await _garage.MailTo("wissel"))[^1];
        Assert.Contains("computer van het werk", last.Text, StringComparison.Ordinal);
        Assert.Empty(Garage.LinkIn(last.Text));
    }

    [Fact]
    public async Task Who_is_gone_or_disabled_in_the_directory_is_deactivated_at_night_and_never_a_whole_company()
    {
        await host.Set(_garage, ("Input.Domains", "garagehofstra.example"), ("Input.DeactivatesGone", "true"));
        foreach (var uid in (string[])["weg1", "weg2", "blijft", "ook1", "ook2"])
        {
            Assert.True(await _garage.SignsIn(uid, Slapd.PasswordOf(uid)));
        }

        var upkeep = host.Services.GetRequiredService<DirectoryUpkeep>();
        Assert.Equal(0, await upkeep.Look(await host.Kept() with { BaseDn = $"ou=elders,{Slapd.Base}" }, Ct)); // nobody is there
        Assert.Null((await _garage.User("weg1"))!.DeactivatedAt);
        await host.Slapd.Change(
            $"""
            dn: uid=weg1,ou=mensen,{Slapd.Base}
            changetype: delete

            dn: uid=weg2,ou=mensen,{Slapd.Base}
            changetype: modify
            add: pwdAccountLockedTime
            pwdAccountLockedTime: 000001010000Z

            """
        );
        await upkeep.Look(await host.Kept(), Ct);

        Assert.NotNull((await _garage.User("weg1"))!.DeactivatedAt);
        Assert.NotNull((await _garage.User("weg2"))!.DeactivatedAt);
        Assert.Null((await _garage.User("blijft"))!.DeactivatedAt);
        Assert.Contains(
            "weg uit de directory",
            (await _garage.Anna.Open("/admin/audit")).Document.Body!.TextContent,
            StringComparison.Ordinal
        );
    }

    /// <summary>The attributes of Active Directory; its groups in groups and its own refusals only it has.</summary>
    [Fact]
    [Spec("M2-04", "M1.1-26")]
    public async Task An_entry_as_Active_Directory_has_them_signs_in_by_both_of_its_names()
    {
        await host.Set(_garage, ("Input.Kind", "ActiveDirectory"), ("Input.Domains", "garagehofstra.example"));

        Assert.True(await _garage.SignsIn(@"HOFSTRA\wwim", Slapd.PasswordOf("wim")));
        Assert.True(await _garage.SignsIn("wim@hofstra.local", Slapd.PasswordOf("wim")));
        Assert.Equal("objectGUID:ff00012a292a5c5c0030003030303030", (await LinkOf("wwim"))?.Entry);

        await host.Slapd.Change(
            $"""
            dn: cn=Windows Wim,ou=mensen,{Slapd.Base}
            changetype: modify
            replace: userAccountControl
            userAccountControl: 514

            """
        );
        Assert.False(await _garage.SignsIn("wwim", Slapd.PasswordOf("wim")));
        await _garage.Anna.Do($"/admin/people/{(await _garage.User("wwim"))!.Id}/directory/unlink"); // not gone for the test of the night
    }
}
