using System.Net;
using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Registrations;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Tests.Registrations;

public sealed class RegistrarTests
{
    const string Contact = "<sip:d-7k2m@10.0.0.5:5070>";

    readonly Registrar _registrar = new(new RegistrarOptions());
    uint _sequence;

    [Fact]
    public void A_device_is_reached_over_the_flow_that_it_registered_by()
    {
        var response = Register(Contact);

        var binding = Assert.Single(_registrar.Bindings(Some.Account.Id));
        Assert.Equal(200, response.StatusCode);
        Assert.Equal(SipTarget.Over(Some.Udp), binding.Target);
        Assert.Equal("sip:d-7k2m@10.0.0.5:5070", binding.Contact.ToString());
        Assert.Equal(binding, Assert.IsType<SipEvent.Registered>(Assert.Single(Events())).Binding);
    }

    [Fact]
    public void The_response_lists_all_bindings_with_the_time_that_is_left()
    {
        Register("<sip:a@198.51.100.20>;expires=600;q=0.5");
        var response = Register("<sip:b@198.51.100.20>;expires=120", at: Some.Start.AddSeconds(30));

        Assert.Equal(["sip:b@198.51.100.20", "sip:a@198.51.100.20"], response.Contacts.Select(contact => contact.Uri.ToString()));
        Assert.Equal([120, 570], response.Contacts.Select(contact => contact.Expires));
        Assert.Equal("0.500", response.Contacts[1].Parameters["q"]);
    }

    [Fact]
    public void A_REGISTER_without_Contact_only_asks()
    {
        Register(Contact);
        Events();

        var response = Register();

        Assert.Single(response.Contacts);
        Assert.Empty(Events());
    }

    [Fact]
    public void A_refresh_is_no_news_for_people()
    {
        Register(Contact);
        Events();
        Register(Contact, at: Some.Start.AddSeconds(100));

        Assert.IsType<SipEvent.RegistrationRefreshed>(Assert.Single(Events()));
        Assert.Equal(Some.Start, Assert.Single(_registrar.Bindings(Some.Account.Id)).RegisteredAt);
    }

    [Fact]
    public void Expires_zero_removes_one_binding_and_a_star_all()
    {
        Register("<sip:a@10.0.0.5>");
        Register("<sip:b@10.0.0.5>");
        Register("<sip:c@10.0.0.5>");
        Register("<sip:b@10.0.0.5>;expires=0");
        Assert.Equal(2, _registrar.Count);

        var response = Register("*", expires: "0");

        Assert.Equal(200, response.StatusCode);
        Assert.Empty(response.Contacts);
        Assert.Empty(_registrar.Bindings(Some.Account.Id));
        Assert.Null(_registrar.NextTimeout);
        Assert.Equal(3, Events().OfType<SipEvent.Unregistered>().Count(gone => gone.Cause == UnregisterCause.ByDevice));
    }

    [Theory]
    [InlineData("60")]
    [InlineData(null)]
    public void A_star_with_other_expires_is_refused_and_removes_nothing(string? expires)
    {
        Register(Contact);

        Assert.Equal(400, Register("*", expires: expires).StatusCode);
        Assert.Equal(1, _registrar.Count);
    }

    [Theory]
    [InlineData("59", null, 423)]
    [InlineData("1", null, 423)]
    [InlineData(null, "59", 423)]
    [InlineData("60", null, 200)]
    [InlineData("never", null, 200)]
    [InlineData("4294967296", null, 200)]
    public void Too_brief_is_refused_with_the_least_that_is_allowed(string? parameter, string? header, int status)
    {
        var response = Register(parameter is null ? Contact : $"{Contact};expires={parameter}", expires: header);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(status == 423 ? 60 : null, response.MinExpires);
        Assert.Equal(status == 200 ? 1 : 0, _registrar.Count);
    }

    [Theory]
    [InlineData("udp", "10.0.0.5", 600)] // behind NAT
    [InlineData("udp", "198.51.100.20", 3600)]
    [InlineData("tcp", "10.0.0.5", 3600)]
    public void A_long_wish_is_cut_to_what_the_way_allows(string way, string host, int granted)
    {
        var response = Register($"<sip:d@{host}>;expires=86400", flow: way == "udp" ? Some.Udp : Some.Tcp);

        Assert.Equal(granted, Assert.Single(response.Contacts).Expires);
    }

    [Fact]
    public void An_older_REGISTER_of_the_same_Call_ID_changes_nothing()
    {
        Register("<sip:a@10.0.0.5>", sequence: 5);
        Register("<sip:b@10.0.0.5>", sequence: 6);
        Events();

        var late = Register("<sip:b@10.0.0.5>;expires=0, <sip:a@10.0.0.5>;expires=0", sequence: 6);

        Assert.Equal(500, late.StatusCode);
        Assert.Equal(2, _registrar.Count);
        Assert.Empty(Events());
    }

    [Fact]
    public void A_restarted_phone_has_a_new_Call_ID_and_any_sequence()
    {
        Register(Contact, sequence: 500);
        Register(Contact, sequence: 1, callId: "other");

        Assert.Equal(1u, Assert.Single(_registrar.Bindings(Some.Account.Id)).Sequence);
    }

    [Fact]
    public void The_eleventh_binding_is_refused_and_the_ten_stay()
    {
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(200, Register($"<sip:{i}@10.0.0.5>").StatusCode);
        }

        Assert.Equal(403, Register("<sip:10@10.0.0.5>").StatusCode);
        Assert.Equal(200, Register("<sip:9@10.0.0.5>").StatusCode);
        Assert.Equal(200, Register("<sip:10@10.0.0.5>, <sip:9@10.0.0.5>;expires=0").StatusCode);
        Assert.Equal(10, _registrar.Count);
    }

    [Theory, Spec("A5")]
    [InlineData("sip:d-0000@pbx.example", 403)]
    [InlineData("sip:pbx.example", 403)]
    [InlineData("tel:+31201234567", 400)]
    [InlineData("sip:d-7k2m@192.0.2.1", 200)] // by our address, as many phones are configured
    public void An_account_registers_only_its_own_address_of_record(string to, int status)
    {
        Assert.Equal(status, Register(Contact, to: to).StatusCode);
        Assert.Equal(status == 200 ? 1 : 0, _registrar.Count);
    }

    [Theory]
    [InlineData("<sip:x@127.0.0.1>", 403)]
    [InlineData("<sip:x@localhost>", 403)]
    [InlineData("<sip:x@0.0.0.0>", 403)]
    [InlineData("<sip:x@[::]>", 403)]
    [InlineData("<sip:x@169.254.169.254>", 403)]
    [InlineData("<sip:x@224.0.1.75>", 403)]
    [InlineData("<sip:x@255.255.255.255>", 403)]
    [InlineData("<sip:x@192.0.2.1:5060>", 403)]
    [InlineData("<sip:x@192.0.2.1>", 403)]
    [InlineData("<tel:+3120>", 400)]
    [InlineData("<mailto:x@y.example>", 400)]
    [InlineData("<sip:x@10.0.0.5>;q=7", 400)]
    [InlineData("<sip:x@10.0.0.5>;q=1.001", 400)]
    [InlineData("<sip:x@10.0.0.5>;q=-1", 400)]
    [InlineData("<sip:x@10.0.0.5>;q=0.123", 200)]
    public void A_Contact_that_leads_nowhere_or_astray_is_refused(string contact, int status)
    {
        Assert.Equal(status, Register(contact).StatusCode);
        Assert.Equal(status == 200 ? 1 : 0, _registrar.Count);
    }

    [Fact]
    public void One_wrong_Contact_among_good_ones_refuses_all_of_them()
    {
        Assert.Equal(400, Register("<sip:a@10.0.0.5>, <sip:b@10.0.0.5>;q=7").StatusCode);
        Assert.Equal(0, _registrar.Count);
    }

    [Fact]
    public void An_extension_that_we_do_not_have_is_refused_by_name()
    {
        var request = Request(Contact);
        request.Headers.Add("Require", "outbound, teleport");

        var response = _registrar.Handle(request, Some.Udp, Some.Account, Some.Start);

        Assert.Equal(420, response.StatusCode);
        Assert.Equal("teleport", response.Headers["Unsupported"]);
    }

    [Fact]
    public void Devices_are_tried_by_q_and_then_the_latest_first()
    {
        Register("<sip:low@10.0.0.5>;q=0.1");
        Register("<sip:old@10.0.0.5>", at: Some.Start.AddSeconds(1));
        Register("<sip:new@10.0.0.5>", at: Some.Start.AddSeconds(2));

        Assert.Equal(["new", "old", "low"], _registrar.Bindings(Some.Account.Id).Select(binding => binding.Contact.User));
    }

    [Fact]
    public void A_binding_ends_when_its_time_is_up()
    {
        Register($"{Contact};expires=60");
        Register("<sip:other@10.0.0.5>;expires=120");
        Events();
        Assert.Equal(Some.Start.AddSeconds(60), _registrar.NextTimeout);

        _registrar.Handle(Some.Start.AddSeconds(60));

        var gone = Assert.IsType<SipEvent.Unregistered>(Assert.Single(Events()));
        Assert.Equal((UnregisterCause.Expired, "d-7k2m"), (gone.Cause, gone.Binding.Contact.User));
        Assert.Equal(Some.Start.AddSeconds(120), _registrar.NextTimeout);
    }

    [Fact]
    public void A_withdrawn_account_is_gone_at_once()
    {
        Register(Contact);
        Events();

        _registrar.Revoke(Some.Account.Id);

        Assert.Equal(UnregisterCause.Revoked, Assert.IsType<SipEvent.Unregistered>(Assert.Single(Events())).Cause);
        Assert.Empty(_registrar.All);
    }

    [Fact]
    public void Bindings_survive_a_restart_as_they_were()
    {
        Register(Contact);
        Register("<sip:tcp@198.51.100.20:5060;transport=tcp>", flow: Some.Tcp);
        Register("<sip:nat@10.0.0.9;transport=tcp>", flow: Some.Tcp);
        var kept = _registrar.All.ToList();

        var restarted = new Registrar(new RegistrarOptions());
        restarted.Load(kept, Some.Start.AddSeconds(30));

        var targets = restarted.Bindings(Some.Account.Id).ToDictionary(binding => binding.Contact.User!, binding => binding.Target);
        Assert.Equal(SipTarget.Over(Some.Udp), targets["d-7k2m"]);
        Assert.Equal(SipTarget.At(SipUri.Parse("sip:tcp@198.51.100.20:5060;transport=tcp")), targets["tcp"]);
        Assert.Null(targets["nat"]); // it has to come again
        Assert.Equal(Some.Start.AddMinutes(10), restarted.NextTimeout);
    }

    [Fact]
    public void What_expired_while_we_were_away_is_not_loaded()
    {
        Register($"{Contact};expires=60");
        var restarted = new Registrar(new RegistrarOptions());

        restarted.Load(_registrar.All, Some.Start.AddSeconds(61));

        Assert.Equal(0, restarted.Count);
    }

    [Fact]
    public void A_device_is_known_by_where_it_is_now()
    {
        const string Phone = "<sip:d-7k2m@10.0.0.5:5070>;+sip.instance=\"<urn:uuid:1>\"";
        var moved = Some.Udp with { Remote = new IPEndPoint(Some.Udp.Remote.Address, Some.Udp.Remote.Port + 1) };
        Register(Phone);
        Register("<sip:other@10.0.0.6>");
        Assert.Equal((true, false), (_registrar.HasDeviceAt(Some.Udp), _registrar.HasDeviceAt(moved)));
        Assert.False(_registrar.HasDeviceAt(Some.Tcp));

        Register(Phone, flow: moved);
        Assert.Equal((true, true), (_registrar.HasDeviceAt(Some.Udp), _registrar.HasDeviceAt(moved))); // the other is still there

        Register("<sip:other@10.0.0.6>", expires: "0");
        Assert.Equal((false, true), (_registrar.HasDeviceAt(Some.Udp), _registrar.HasDeviceAt(moved)));

        _registrar.Handle(Some.Start.AddDays(1));
        Assert.False(_registrar.HasDeviceAt(moved));
    }

    List<SipEvent> Events()
    {
        var events = new List<SipEvent>();
        while (_registrar.TryTake(out var happened))
        {
            events.Add(happened!);
        }
        return events;
    }

    SipResponse Register(
        string? contact = null,
        string? expires = null,
        SipFlow? flow = null,
        string? to = null,
        uint? sequence = null,
        string callId = "call",
        DateTimeOffset? at = null
    ) => _registrar.Handle(Request(contact, expires, to, sequence, callId), flow ?? Some.Udp, Some.Account, at ?? Some.Start);

    SipRequest Request(string? contact = null, string? expires = null, string? to = null, uint? sequence = null, string callId = "call")
    {
        var request = new SipRequest(SipMethod.Register, SipUri.Parse("sip:pbx.example"));
        request.Headers.Add("Via", "SIP/2.0/UDP 10.0.0.5:5070;branch=z9hG4bK1;rport");
        request.From = new NameAddress(SipUri.Parse("sip:d-7k2m@pbx.example"), null, "f");
        request.To = new NameAddress(SipUri.Parse(to ?? "sip:d-7k2m@pbx.example"));
        request.CallId = callId;
        request.CSeq = new CSeq(sequence ?? ++_sequence, SipMethod.Register);
        if (contact is not null)
        {
            request.Headers.Add("Contact", contact);
        }
        if (expires is not null)
        {
            request.Headers.Add("Expires", expires);
        }
        return request;
    }
}
