using System.Net;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Identity;
using ConnectMe.Modules.Tests.Telephony.Settings;

namespace ConnectMe.Modules.Tests.Web;

/// <summary>
/// Promise W2, of what stands in forms and behind the question mark: for every field that holds an id, one of another company answers as one that does not exist,
/// and is written nowhere.
/// </summary>
public sealed class RouteFieldsTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    static readonly Guid Nobodys = new("00000000-dead-4bee-8000-000000000000");

    readonly TwoCompanies _companies = new(host);

    [Fact]
    [Spec("W2")]
    public async Task An_id_of_another_company_in_a_form_or_query_answers_as_one_that_does_not_exist()
    {
        await _companies.Found();
        var things = (await _companies.Things()).Append(await AnnasTemplate()).ToList();
        var (olga, token) = await _companies.OlgaSignedIn();
        var own = await OwnThings(olga, token);
        var before = await _companies.Of(Garage.Id);
        var (wrong, looked, asked) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal), 0);

        foreach (var route in Routes.Of(host).Where(route => !route.IsOpen && route.Pattern is not "/live"))
        {
            foreach (var field in IdFields.Of(route))
            {
                foreach (var address in route.Ids == 0 ? [route.With(Nobodys)] : own.Select(id => route.With(id)).Distinct())
                {
                    var form = await FormAt(olga, address);
                    var none = await Ask(olga, route, address, form, field, Nobodys, token);
                    if (none.Status is 404 && !address.Contains(OtherCompany.Olga.ToString(), StringComparison.Ordinal))
                    {
                        continue; // no such thing of hers, whatever the form says; of herself it may be what the form names that is not there
                    }

                    foreach (var thing in things)
                    {
                        asked++;
                        var answer = await Ask(olga, route, address, form, field, thing, token);
                        if (answer != none)
                        {
                            wrong.Add(
                                $"{route} {field} tells {thing} of another company from one that does not exist: {none.Difference(answer)}"
                            );
                        }
                    }

                    foreach (var mine in own)
                    {
                        if (await Ask(olga, route, address, form, field, mine, token) != none)
                        {
                            looked.Add($"{route} {field}");
                        }
                    }
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(10)));
        Assert.True(asked > 300, $"only {asked} were asked");
        Assert.Superset(
            new HashSet<string>(StringComparer.Ordinal)
            {
                "POST /admin/devices/new Input.Owner",
                "POST /admin/people/{id:guid}/rights Input.Template",
            },
            looked
        ); // with one's own the forms go through, so the id is what was looked at
        Assert.Equal(before, await _companies.Of(Garage.Id));
        foreach (var thing in things)
        {
            Assert.Equal(0, await _companies.Containing(OtherCompany.Id, thing.ToString()));
        }
    }

    [Fact]
    [Spec("W2")]
    public async Task What_a_form_does_not_have_is_not_taken_from_it()
    {
        await _companies.Things();
        var bram = new Administrator(host, "bram");
        (string, string)[] more =
        [
            .. new[] { "", "Input.", "Command.", "command." }.SelectMany(prefix =>
                new[]
                {
                    ($"{prefix}IsAdministrator", "true"),
                    ($"{prefix}IsSupervisor", "true"),
                    ($"{prefix}Role", "Directeur-Gast"),
                    ($"{prefix}RightsTemplate", Nobodys.ToString()),
                    ($"{prefix}CompanyId", OtherCompany.Id.Value.ToString()),
                    ($"{prefix}TenantId", OtherCompany.Id.ToString()),
                    ($"{prefix}Owner", Administrator.PersonId("201")),
                    ($"{prefix}User", Administrator.PersonId("201")),
                    ($"{prefix}UserId", Administrator.PersonId("201")),
                    ($"{prefix}Id", Administrator.PersonId("201")),
                }
            ),
        ];
        foreach (
            var route in Routes
                .Of(host)
                .Where(r => r is { IsUnsafe: true, IsOpen: false, NeedsRight: false } && r.Pattern is not "/sign-out")
        )
        {
            await bram.Post(route.With(new Guid(Administrator.PersonId("201"))), more);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await bram.Open("/admin/people")).Status);
        Assert.Equal(0, await _companies.Containing(OtherCompany.Id, Administrator.PersonId("202")));
        Assert.Equal(0, await _companies.Containing(Garage.Id, "Directeur-Gast"));
        Assert.Equal(HttpStatusCode.NoContent, (await new Administrator(host).Open("/me")).Status);
    }

    /// <summary>A person, a device, a number, a trunk, a template and what else there is of her company.</summary>
    async Task<IReadOnlyList<Guid>> OwnThings(Browser olga, string token)
    {
        (string Address, (string, string)[] Fields)[] made =
        [
            ("/admin/devices/new", [("Input.Name", "Brug"), ("Input.Owner", OtherCompany.Olga.ToString())]),
            ("/admin/numbers/new", [("Number", "020 555 0188"), ("Input.GoesTo", OtherCompany.Olga.ToString())]),
            ("/admin/rights/template", [("Input.Name", "Matrozen")]),
        ];
        foreach (var (address, fields) in made)
        {
            using var request = Request(HttpMethod.Post, address, token);
            request.Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
            using var answer = await olga.Http.SendAsync(request, Ct);
            Assert.True(answer.IsSuccessStatusCode, $"{address}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync(Ct)}");
        }

        var things = await _companies.OneOfEach(OtherCompany.Id);
        return
        [
            OtherCompany.Olga,
            .. things.Where(id => id != OtherCompany.Olga),
            TemplateOn(await olga.Open("/admin/rights"), "Matrozen"),
        ];
    }

    async Task<Guid> AnnasTemplate()
    {
        var anna = new Administrator(host);
        await anna.Do("/admin/rights/template", Templates.Fields("Werkplaats"));
        return TemplateOn(await anna.Open("/admin/rights"), "Werkplaats");
    }

    /// <summary>Templates lie in one document: none has a row of its own.</summary>
    static Guid TemplateOn(Answer page, string name) =>
        new(
            page
                .Document.QuerySelectorAll("article[id^='template-']")
                .Single(tile => tile.TextContent.Contains(name, StringComparison.Ordinal))
                .Id!["template-".Length..]
        );

    /// <summary>What the form on this page is filled in with, so that nothing but the id is wrong with it.</summary>
    static async Task<Dictionary<string, string>> FormAt(Browser olga, string address)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["on"] = "true",
            ["target"] = "202",
            ["mode"] = "Listen",
            ["Input.Name"] = "Proef",
            ["Number"] = "020 555 0199",
        };
        var page = await olga.Open(address, ("Sec-Fetch-Mode", "cors"));
        foreach (var input in page.Document.QuerySelectorAll("main input[name], main textarea[name]"))
        {
            var isTick = input.GetAttribute("type") is "checkbox" or "radio";
            if ((!isTick || input.HasAttribute("checked")) && input.GetAttribute("value") is { Length: > 0 } value)
            {
                fields[input.GetAttribute("name")!] = value;
            }
        }

        foreach (var option in page.Document.QuerySelectorAll("main select[name] option[selected]"))
        {
            fields[option.Closest("select")!.GetAttribute("name")!] = option.GetAttribute("value") ?? "";
        }

        return fields;
    }

    static async Task<Refusal> Ask(
        Browser olga,
        Route route,
        string address,
        Dictionary<string, string> form,
        string field,
        Guid id,
        string token
    )
    {
        var fields = new Dictionary<string, string>(form, StringComparer.OrdinalIgnoreCase) { [field] = id.ToString() };
        using var request = Request(new HttpMethod(route.Method), route.IsUnsafe ? address : $"{address}?{field}={id}", token);
        if (route.IsUnsafe)
        {
            request.Content = new FormUrlEncodedContent(fields);
        }

        using var answer = await olga.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        var location = answer.Headers.Location?.OriginalString ?? "";
        return new Refusal((int)answer.StatusCode, location, text).Without(id);
    }

    static HttpRequestMessage Request(HttpMethod method, string address, string token)
    {
        var request = new HttpRequestMessage(method, address);
        request.Headers.Add("Accept", "text/html");
        request.Headers.Add("Sec-Fetch-Mode", "cors");
        request.Headers.Add("HX-Request", "true");
        request.Headers.Add("HX-Request-Type", "partial");
        request.Headers.Add("RequestVerificationToken", token);
        return request;
    }

    static CancellationToken Ct => TestContext.Current.CancellationToken;
}
