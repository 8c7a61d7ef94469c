using ConnectMe.Sip.Transactions;
using static ConnectMe.Sip.Tests.Transactions.Schedule;

namespace ConnectMe.Sip.Tests.Transactions;

public class NonInviteServerTransactionTests
{
    readonly NonInviteServerTransaction _transaction = new(SipTimers.Default, reliable: false, Start);

    [Fact]
    public void A_request_that_comes_again_is_absorbed_until_there_is_a_response_and_then_gets_it_again()
    {
        Assert.Equal(TransactionActions.None, _transaction.Handle(TransactionInput.Request, Start));

        Assert.Equal(TransactionActions.Send, _transaction.Handle(TransactionInput.Failure, Start));

        Assert.Equal(TransactionActions.Send, _transaction.Handle(TransactionInput.Request, Start));
        Assert.Equal(TransactionActions.None, _transaction.Handle(TransactionInput.Success, Start));
        Assert.Equal(["32 None end"], Of(_transaction));
    }

    [Fact]
    public void Over_a_connection_a_final_response_is_the_end()
    {
        var transaction = new NonInviteServerTransaction(SipTimers.Default, reliable: true, Start);

        Assert.Equal(TransactionActions.Send, transaction.Handle(TransactionInput.Success, Start));

        Assert.Equal(TransactionState.Terminated, transaction.State);
    }

    [Fact]
    public void What_nobody_answered_in_64_T1_is_forgotten() => Assert.Equal(["32 None end"], Of(_transaction));
}
