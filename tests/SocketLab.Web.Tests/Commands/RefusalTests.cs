using SocketLab.Contracts;
using SocketLab.Core.Definitions;
using SocketLab.Core.Faults;
using SocketLab.Web.Commands;

namespace SocketLab.Web.Tests.Commands;

public sealed class RefusalTests
{
    [Fact]
    public void A_refusal_is_a_sentence_for_a_page_and_a_code_for_a_program()
    {
        var refusal = Refusal.From(new NetworkException(SocketFaults.Refused("127.0.0.1:9")))!;
        Assert.Equal((502, "connectionRefused"), (refusal.Status, refusal.Code));
        Assert.Equal("Nothing listens on 127.0.0.1:9. Start the listener first, or check the port.", refusal.Text);
    }

    [Fact]
    public void Each_input_at_fault_is_named()
    {
        var refusal = Refusal.From(new InvalidRequestException([new("$.a", "One."), new("$.b", "Two.")]))!;
        Assert.Equal(
            (400, "invalidRequest", "One.", "2 inputs are at fault."),
            (refusal.Status, refusal.Code, refusal.Title, refusal.Detail)
        );
        Assert.Equal(["$.a", "$.b"], refusal.Errors.Select(error => error.Path));
        Assert.Equal("One. Two.", refusal.Text);
    }

    [Fact]
    public void What_the_system_refuses_a_running_endpoint_is_told_as_a_failed_start()
    {
        var refusal = Refusal.From(new StartFaultedException(SocketFaults.Refused("127.0.0.1:9")))!;
        Assert.Equal((409, "connectionRefused"), (refusal.Status, refusal.Code));
    }

    [Fact]
    public void A_fault_of_the_program_is_no_refusal()
    {
        Assert.Null(Refusal.From(new InvalidOperationException()));
        Assert.Equal((500, Refusal.InternalError), (Refusal.Unforeseen.Status, Refusal.Unforeseen.Code));
    }

    [Fact]
    public void A_limit_says_which_one_it_is()
    {
        var refusal = Refusal.From(new LimitReachedException("Endpoints", 200))!;
        Assert.Equal((429, "limitReached", "Endpoints", 200L), (refusal.Status, refusal.Code, refusal.Limit, refusal.Value));
    }
}
