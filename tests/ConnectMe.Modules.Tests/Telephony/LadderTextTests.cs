using ConnectMe.Telephony.Signalling;

namespace ConnectMe.Modules.Tests.Telephony;

public class LadderTextTests
{
    [Fact]
    [Spec("A12-02")]
    public void Telephone_numbers_are_masked_and_what_tells_dialogs_apart_is_not()
    {
        var masked = LadderText.Masked(
            string.Join(
                "\r\n",
                "INVITE sip:+31301234567@192.0.2.10:5060;transport=udp SIP/2.0",
                "Via: SIP/2.0/UDP 192.0.2.20:506012;branch=z9hG4bK1234567890",
                "From: \"0612345678\" <sip:0612345678@example.nl>;tag=9876543210",
                "To: <tel:+31301234567>",
                "Call-ID: 1234567890@192.0.2.20",
                "P-Asserted-Identity: 0612345678 <sip:0612345678@example.nl>",
                "Contact: <sip:201@192.0.2.20:5060>"
            )
        );

        Assert.Equal(
            string.Join(
                "\r\n",
                "INVITE sip:+*********67@192.0.2.10:5060;transport=udp SIP/2.0",
                "Via: SIP/2.0/UDP 192.0.2.20:506012;branch=z9hG4bK1234567890",
                "From: \"********78\" <sip:********78@example.nl>;tag=9876543210",
                "To: <tel:+*********67>",
                "Call-ID: 1234567890@192.0.2.20",
                "P-Asserted-Identity: ********78 <sip:********78@example.nl>",
                "Contact: <sip:201@192.0.2.20:5060>"
            ),
            masked
        );
    }
}
