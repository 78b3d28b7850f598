using SocketLab.Contracts.Serialization;

namespace SocketLab.Web.Api;

/// <summary>Answers by the contract's JSON rules.</summary>
internal static class Answer
{
    /// <summary>Answers 200 with a value.</summary>
    public static IResult Ok<T>(T value) => TypedResults.Json(value, ContractJson.Options);

    /// <summary>Answers 201 with what was made and its address.</summary>
    public static IResult Created<T>(string location, T value) => new LocatedResult<T>(StatusCodes.Status201Created, location, value);

    /// <summary>Answers 202 with what was begun and its address.</summary>
    public static IResult Accepted<T>(string location, T value) => new LocatedResult<T>(StatusCodes.Status202Accepted, location, value);

    private sealed class LocatedResult<T>(int status, string location, T value) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.Location = location;
            return TypedResults.Json(value, ContractJson.Options, statusCode: status).ExecuteAsync(httpContext);
        }
    }
}
