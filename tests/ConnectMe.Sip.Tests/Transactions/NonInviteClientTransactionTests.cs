using ConnectMe.Sip.Transactions;
using static ConnectMe.Sip.Tests.Transactions.Schedule;

namespace ConnectMe.Sip.Tests.Transactions;

public class NonInviteClientTransactionTests
{
    readonly NonInviteClientTransaction _transaction = new(SipTimers.Default, reliable: false, Start);

    [Fact]
    public void A_request_without_answer_is_sent_again_at_the_intervals_of_timer_E_and_given_up_by_timer_F() =>
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
                "32 ReportTimeout end",
            ],
            Of(_transaction)
        );

    [Fact]
    public void After_a_provisional_response_it_is_sent_again_every_T2()
    {
        Assert.Equal(TransactionActions.PassUp, _transaction.Handle(TransactionInput.Provisional, Start));

        Assert.Equal(["0.5 Send", "4.5 Send", "8.5 Send"], Of(_transaction).Take(3));
    }

    [Fact]
    public void A_final_response_is_passed_up_once_and_absorbed_for_T4()
    {
        Assert.Equal(TransactionActions.PassUp, _transaction.Handle(TransactionInput.Failure, Start));
        Assert.Equal(TransactionActions.None, _transaction.Handle(TransactionInput.Failure, Start));

        Assert.Equal(["5 None end"], Of(_transaction));
    }

    [Fact]
    public void Over_a_connection_a_final_response_is_the_end_at_once()
    {
        var transaction = new NonInviteClientTransaction(SipTimers.Default, reliable: true, Start);

        Assert.Equal(TransactionActions.PassUp, transaction.Handle(TransactionInput.Success, Start));

        Assert.Equal(TransactionState.Terminated, transaction.State);
    }
}
