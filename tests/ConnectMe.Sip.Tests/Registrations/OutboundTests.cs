using ConnectMe.Sip.Messages;
using ConnectMe.Sip.Registrations;
using ConnectMe.Sip.Transport;

namespace ConnectMe.Sip.Tests.Registrations;

/// <summary>RFC 5626 and RFC 3327 as a registrar.</summary>
public sealed class OutboundTests
{
    const string Instance = "+sip.instance=\"<urn:uuid:00000000-0000-1000-8000-000A95A0E128>\"";

    readonly Registrar _registrar = new(new RegistrarOptions());
    uint _sequence;

    [Fact]
    public void Two_flows_of_one_device_are_two_bindings()
    {
        var first = Register($"<sip:d@10.0.0.5>;reg-id=1;{Instance}", Some.Tcp);
        Register($"<sip:d@10.0.0.5>;reg-id=2;{Instance}", Some.Udp);

        Assert.Equal("outbound", first.Headers["Require"]);
        Assert.Equal([1, 2], _registrar.Bindings(Some.Account.Id).Select(binding => binding.RegistrationId!.Value).Order());
    }

    [Fact]
    public void A_device_that_reconnects_has_its_binding_on_the_new_flow()
    {
        Register($"<sip:d@10.0.0.5:1111>;reg-id=1;{Instance}", Some.Tcp);
        var next = Some.Tcp with { Connection = 8 };
        Register($"<sip:d@10.0.0.5:2222>;reg-id=1;{Instance}", next);

        var binding = Assert.Single(_registrar.Bindings(Some.Account.Id));
        Assert.Equal((2222, SipTarget.Over(next)), (binding.Contact.Port!.Value, binding.Target));

        _registrar.FlowLost(Some.Tcp); // the old connection, closing late
        Assert.Single(_registrar.Bindings(Some.Account.Id));
    }

    [Fact]
    public void An_outbound_binding_ends_with_its_flow()
    {
        Register($"<sip:d@10.0.0.5>;reg-id=1;{Instance}", Some.Tcp);
        Drain();

        _registrar.FlowLost(Some.Tcp);

        Assert.Equal(UnregisterCause.FlowLost, Assert.IsType<SipEvent.Unregistered>(Assert.Single(Drain())).Cause);
        Assert.Null(_registrar.NextTimeout);
    }

    [Fact]
    public void A_binding_without_outbound_waits_for_its_device()
    {
        Register("<sip:d@198.51.100.20:5060;transport=tcp>", Some.Tcp);

        _registrar.FlowLost(Some.Tcp);

        var binding = Assert.Single(_registrar.Bindings(Some.Account.Id));
        Assert.Equal(SipTarget.At(binding.Contact), binding.Target);
    }

    [Fact]
    public void A_device_that_names_its_instance_only_has_one_binding_also_from_another_port()
    {
        Register($"<sip:d@10.0.0.5:1111>;{Instance}", Some.Udp);
        Drain();
        Register($"<sip:d@10.0.0.5:2222>;{Instance}", Some.Udp);

        Assert.Equal(2222, Assert.Single(_registrar.Bindings(Some.Account.Id)).Contact.Port);
        Assert.Equal([UnregisterCause.Replaced], Drain().OfType<SipEvent.Unregistered>().Select(gone => gone.Cause));
    }

    [Fact]
    public void A_reg_id_without_instance_is_passed_over()
    {
        var response = Register("<sip:d@10.0.0.5>;reg-id=1", Some.Udp);

        Assert.Equal(200, response.StatusCode);
        Assert.Null(Assert.Single(_registrar.Bindings(Some.Account.Id)).RegistrationId);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("x")]
    [InlineData("99999999999")]
    public void A_reg_id_that_is_no_number_is_refused(string id) =>
        Assert.Equal(400, Register($"<sip:d@10.0.0.5>;reg-id={id};{Instance}", Some.Udp).StatusCode);

    [Theory]
    [InlineData(null, 439)]
    [InlineData("<sip:edge.example;lr>", 439)]
    [InlineData("<sip:token@edge.example;lr;ob>", 200)]
    public void Behind_a_proxy_outbound_needs_one_that_keeps_the_flow(string? path, int status)
    {
        var request = Request($"<sip:d@10.0.0.5>;reg-id=1;{Instance}");
        request.PrependVia(new Via("UDP", "edge.example", null).With("branch", "z9hG4bKedge"));
        if (path is not null)
        {
            request.Headers.Add("Path", path);
        }

        Assert.Equal(status, _registrar.Handle(request, Some.Udp, Some.Account, Some.Start).StatusCode);
    }

    [Fact]
    public void A_Path_is_kept_for_the_way_back_and_shown_to_who_knows_it()
    {
        var request = Request("<sip:d@10.0.0.5>");
        request.Headers.Add("Path", "<sip:p2.example;lr>, <sip:p1.example;lr>");

        var response = _registrar.Handle(request, Some.Udp, Some.Account, Some.Start);

        Assert.Equal("<sip:p2.example;lr>, <sip:p1.example;lr>", response.Headers["Path"]);
        Assert.Equal(["p2.example", "p1.example"], Assert.Single(_registrar.Bindings(Some.Account.Id)).Path.Select(hop => hop.Uri.Host));
    }

    List<SipEvent> Drain()
    {
        var events = new List<SipEvent>();
        while (_registrar.TryTake(out var happened))
        {
            events.Add(happened!);
        }
        return events;
    }

    SipResponse Register(string contact, SipFlow flow) => _registrar.Handle(Request(contact), flow, Some.Account, Some.Start);

    SipRequest Request(string contact)
    {
        var request = new SipRequest(SipMethod.Register, SipUri.Parse("sip:pbx.example"));
        request.Headers.Add("Via", "SIP/2.0/TCP 10.0.0.5:5070;branch=z9hG4bK1;rport");
        request.From = new NameAddress(SipUri.Parse("sip:d-7k2m@pbx.example"), null, "f");
        request.To = new NameAddress(SipUri.Parse("sip:d-7k2m@pbx.example"));
        request.CallId = "call";
        request.CSeq = new CSeq(++_sequence, SipMethod.Register);
        request.Headers.Add("Supported", "path, outbound");
        request.Headers.Add("Contact", contact);
        return request;
    }
}
