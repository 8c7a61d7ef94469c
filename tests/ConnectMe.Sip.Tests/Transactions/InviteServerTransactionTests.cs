using ConnectMe.Sip.Transactions;
using static ConnectMe.Sip.Tests.Transactions.Schedule;

namespace ConnectMe.Sip.Tests.Transactions;

public class InviteServerTransactionTests
{
    readonly InviteServerTransaction _transaction = new(SipTimers.Default, reliable: false, Start);

    [Fact]
    public void When_the_user_says_nothing_the_caller_gets_100_after_200_ms() => Assert.Equal(["0.2 SendTrying"], Of(_transaction));

    [Fact]
    public void A_user_that_answers_in_time_spares_the_100()
    {
        Assert.Equal(TransactionActions.Send, _transaction.Handle(TransactionInput.Provisional, Start));

        Assert.Null(_transaction.NextTimeout);
    }

    [Fact]
    public void A_retransmitted_INVITE_gets_the_last_response_again()
    {
        Assert.Equal(TransactionActions.None, _transaction.Handle(TransactionInput.Request, Start));

        _transaction.Handle(TransactionInput.Provisional, Start);

        Assert.Equal(TransactionActions.Send, _transaction.Handle(TransactionInput.Request, Start));
    }

    [Fact]
    public void A_failure_is_sent_at_the_intervals_of_timer_G_until_timer_H()
    {
        Assert.Equal(TransactionActions.Send, _transaction.Handle(TransactionInput.Failure, Start));

        Assert.Equal(
            [
                "0.5 Send",
                "1.5 Send",
                "3.5 Send",
                "7.5 Send",
                "11.5 Send",
                "15.5 Send",
                "19.5 Send",
                "23.5 Send",
                "27.5 Send",
                "31.5 Send",
                "32 None end",
            ],
            Of(_transaction)
        );
    }

    [Fact]
    public void An_ACK_ends_the_retransmissions_and_others_are_absorbed_for_T4()
    {
        _transaction.Handle(TransactionInput.Failure, Start);

        Assert.Equal(TransactionActions.None, _transaction.Handle(TransactionInput.Ack, Start));
        Assert.Equal(TransactionActions.None, _transaction.Handle(TransactionInput.Ack, Start));

        Assert.Equal(TransactionState.Confirmed, _transaction.State);
        Assert.Equal(["5 None end"], Of(_transaction));
    }

    [Fact]
    public void After_a_2xx_INVITEs_are_absorbed_and_further_2xx_are_sent_for_64_T1()
    {
        Assert.Equal(TransactionActions.Send, _transaction.Handle(TransactionInput.Success, Start));
        Assert.Equal(TransactionActions.None, _transaction.Handle(TransactionInput.Request, Start));
        Assert.Equal(TransactionActions.Send, _transaction.Handle(TransactionInput.Success, Start));
        Assert.Equal(TransactionActions.PassUp, _transaction.Handle(TransactionInput.Ack, Start));

        Assert.Equal(["32 None end"], Of(_transaction));
    }

    [Fact]
    public void Over_a_connection_a_failure_is_sent_once()
    {
        var transaction = new InviteServerTransaction(SipTimers.Default, reliable: true, Start);

        transaction.Handle(TransactionInput.Failure, Start);

        Assert.Equal(["32 None end"], Of(transaction));
    }

    [Fact]
    public void Only_the_first_final_response_counts()
    {
        _transaction.Handle(TransactionInput.Failure, Start);

        Assert.Equal(TransactionActions.None, _transaction.Handle(TransactionInput.Success, Start));
        Assert.Equal(TransactionActions.None, _transaction.Handle(TransactionInput.Failure, Start));
    }
}
