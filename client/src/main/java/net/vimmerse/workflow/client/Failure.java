package net.vimmerse.workflow.client;

/** The exception for an error's status. */
final class Failure {
  private Failure() {}

  static WorkflowApiException of(Answer answer) {
    switch (answer.status) {
      case 400:
        return new BadRequestException(answer);
      case 401:
        return new UnauthorizedException(answer);
      case 402:
        return new InsufficientCreditException(answer);
      case 403:
        return new ForbiddenException(answer);
      case 404:
        return new NotFoundException(answer);
      case 422:
        return new ValidationFailedException(answer);
      case 429:
        return new RateLimitedException(answer);
      default:
        return answer.status >= 500
            ? new ServerErrorException(answer)
            : new WorkflowApiException(answer);
    }
  }
}
