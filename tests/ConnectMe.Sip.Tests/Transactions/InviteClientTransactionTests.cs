using ConnectMe.Sip.Transactions;
using static ConnectMe.Sip.Tests.Transactions.Schedule;

namespace ConnectMe.Sip.Tests.Transactions;

public class InviteClientTransactionTests
{
    readonly InviteClientTransaction _transaction = new(SipTimers.Default, reliable: false, Start);

    [Fact]
    public void An_INVITE_without_answer_is_sent_seven_times_and_given_up_after_32_seconds() =>
        Assert.Equal(["0.5 Send", "1.5 Send", "3.5 Send", "7.5 Send", "15.5 Send", "31.5 Send", "32 ReportTimeout end"], Of(_transaction));

    [Fact]
    public void Over_a_connection_nothing_is_sent_again() =>
        Assert.Equal(["32 ReportTimeout end"], Of(new InviteClientTransaction(SipTimers.Default, reliable: true, Start)));

    [Fact]
    public void A_provisional_response_ends_the_retransmissions_and_is_passed_up()
    {
        Assert.Equal(TransactionActions.PassUp, _transaction.Handle(TransactionInput.Provisional, Start));

        Assert.Equal(TransactionState.Proceeding, _transaction.State);
        Assert.Null(_transaction.NextTimeout);
        Assert.Equal(TransactionActions.PassUp, _transaction.Handle(TransactionInput.Provisional, Start));
    }

    [Fact]
    public void Every_2xx_is_passed_up_for_64_T1()
    {
        Assert.Equal(TransactionActions.PassUp, _transaction.Handle(TransactionInput.Success, Start));
        Assert.Equal(TransactionActions.PassUp, _transaction.Handle(TransactionInput.Success, Start.AddSeconds(1)));

        Assert.Equal(TransactionState.Accepted, _transaction.State);
        Assert.Equal(["32 None end"], Of(_transaction));
    }

    [Fact]
    public void A_failure_is_acknowledged_each_time_and_passed_up_once()
    {
        Assert.Equal(TransactionActions.Acknowledge | TransactionActions.PassUp, _transaction.Handle(TransactionInput.Failure, Start));
        Assert.Equal(TransactionActions.Acknowledge, _transaction.Handle(TransactionInput.Failure, Start.AddSeconds(1)));

        Assert.Equal(["32 None end"], Of(_transaction));
    }

    [Fact]
    public void Over_a_connection_a_failure_is_the_end_at_once()
    {
        var transaction = new InviteClientTransaction(SipTimers.Default, reliable: true, Start);

        Assert.Equal(TransactionActions.Acknowledge | TransactionActions.PassUp, transaction.Handle(TransactionInput.Failure, Start));

        Assert.Equal(TransactionState.Terminated, transaction.State);
    }

    [Fact]
    public void A_CANCEL_waits_for_the_first_provisional_response()
    {
        Assert.Equal(TransactionActions.None, _transaction.Handle(TransactionInput.Cancel, Start));

        Assert.Equal(TransactionActions.PassUp | TransactionActions.SendCancel, _transaction.Handle(TransactionInput.Provisional, Start));
        Assert.Equal(TransactionActions.None, _transaction.Handle(TransactionInput.Cancel, Start));
    }

    [Fact]
    public void A_cancelled_INVITE_without_final_response_is_given_up_64_T1_after_the_CANCEL()
    {
        _transaction.Handle(TransactionInput.Provisional, Start);

        Assert.Equal(TransactionActions.SendCancel, _transaction.Handle(TransactionInput.Cancel, Start.AddSeconds(60)));

        Assert.Equal(["92 ReportTimeout end"], Of(_transaction));
    }

    [Fact]
    public void A_transport_error_is_reported()
    {
        Assert.Equal(TransactionActions.ReportTransport, _transaction.Handle(TransactionInput.TransportFailed, Start));

        Assert.Equal(TransactionState.Terminated, _transaction.State);
    }

    [Fact]
    public void Timers_that_fire_late_are_not_made_up_for()
    {
        _transaction.Handle(TransactionInput.TimerFired, Start.AddSeconds(20));

        Assert.Equal(Start.AddSeconds(21), _transaction.NextTimeout);
    }
}
