using System.Text;
using System.Xml.Linq;
using ConnectMe.Sip.Events;
using ConnectMe.Sip.Messages;

namespace ConnectMe.Sip.Tests.Events;

public sealed class EventDocumentTests
{
    static readonly SipUri Anna = SipUri.Parse("sip:anna@pbx.example");
    static readonly XNamespace Dialog = "urn:ietf:params:xml:ns:dialog-info";
    static readonly XNamespace Pidf = "urn:ietf:params:xml:ns:pidf";
    static readonly XNamespace Rpid = "urn:ietf:params:xml:ns:pidf:rpid";

    [Fact]
    public void A_dialog_document_names_state_direction_and_the_other_party()
    {
        var remote = new NameAddress(SipUri.Parse("sip:+31201234567@pbx.example"), "Bakkerij \"De Punt\" & Zn");
        var state = new ResourceState.Dialogs([new WatchedDialog("call-1", IsIncoming: true, WatchedDialogState.Early, remote)]);

        var root = Read(DialogInfoDocument.Write(state, Anna, 4));

        Assert.Equal(Dialog + "dialog-info", root.Name);
        Assert.Equal(("4", "full", "sip:anna@pbx.example"), (Of(root, "version"), Of(root, "state"), Of(root, "entity")));
        var dialog = Assert.Single(root.Elements(Dialog + "dialog"));
        Assert.Equal(
            ("call-1", "recipient", "early"),
            (Of(dialog, "id"), Of(dialog, "direction"), dialog.Element(Dialog + "state")!.Value)
        );
        var identity = dialog.Element(Dialog + "remote")!.Element(Dialog + "identity")!;
        Assert.Equal(("Bakkerij \"De Punt\" & Zn", "sip:+31201234567@pbx.example"), (Of(identity, "display"), identity.Value));
        Assert.Equal("sip:anna@pbx.example", Of(dialog.Element(Dialog + "local")!.Element(Dialog + "target")!, "uri"));
    }

    [Fact]
    public void Who_has_no_calls_has_one_that_ended_so_that_every_lamp_goes_out()
    {
        var root = Read(DialogInfoDocument.Write(new ResourceState.Dialogs([]), Anna, 0));

        Assert.Equal("terminated", Assert.Single(root.Elements(Dialog + "dialog")).Element(Dialog + "state")!.Value);
    }

    [Fact]
    public void A_message_summary_reads_as_RFC_3842_section_5_2_writes_it()
    {
        var text = Encoding.UTF8.GetString(MessageSummaryDocument.Write(new ResourceState.Messages(2, 8, 0, 2), Anna).Span);

        Assert.Equal("Messages-Waiting: yes\r\nMessage-Account: sip:anna@pbx.example\r\nVoice-Message: 2/8 (0/2)\r\n", text);
    }

    [Fact]
    public void Without_unheard_messages_the_lamp_is_out()
    {
        var text = Encoding.UTF8.GetString(MessageSummaryDocument.Write(new ResourceState.Messages(0, 5), Anna).Span);

        Assert.StartsWith("Messages-Waiting: no\r\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, PresenceActivity.Available, "open", null)]
    [InlineData(true, PresenceActivity.OnThePhone, "open", "on-the-phone")]
    [InlineData(false, PresenceActivity.DoNotDisturb, "closed", "busy")]
    [InlineData(true, PresenceActivity.Meeting, "open", "meeting")]
    public void A_presence_document_says_whether_and_why(bool isOpen, PresenceActivity activity, string basic, string? element)
    {
        var root = Read(PresenceDocument.Write(new ResourceState.Presence(isOpen, activity, "terug om 3 uur"), Anna));

        Assert.Equal(Pidf + "presence", root.Name);
        Assert.Equal(basic, root.Descendants(Pidf + "basic").Single().Value);
        Assert.Equal("terug om 3 uur", root.Descendants(Pidf + "note").Single().Value);
        Assert.Equal(element, root.Descendants(Rpid + "activities").Elements().SingleOrDefault()?.Name.LocalName);
    }

    [Fact]
    public void No_text_of_people_or_peers_breaks_a_document()
    {
        const string Hostile = "a\0b\u0001c\uFFFEd\uD800e<f>&\"g\u2028\U0001F600";
        var remote = new NameAddress(new SipUri("pbx.example", "x\u0002<>"), Hostile);
        var dialogs = new ResourceState.Dialogs([new WatchedDialog(Hostile, IsIncoming: false, WatchedDialogState.Confirmed, remote)]);

        var dialog = Read(DialogInfoDocument.Write(dialogs, Anna, 0)).Element(Dialog + "dialog")!;
        var presence = Read(PresenceDocument.Write(new ResourceState.Presence(true, null, Hostile), Anna));

        Assert.Equal("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe<f>&\"g\u2028\U0001F600", Of(dialog, "id"));
        Assert.Equal("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe<f>&\"g\u2028\U0001F600", presence.Descendants(Pidf + "note").Single().Value);
    }

    static string Of(XElement element, string attribute) => element.Attribute(attribute)!.Value;

    static XElement Read(ReadOnlyMemory<byte> document) => XElement.Load(new MemoryStream(document.ToArray()));
}
