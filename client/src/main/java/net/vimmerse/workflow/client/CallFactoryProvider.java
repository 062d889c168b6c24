package net.vimmerse.workflow.client;

import java.util.function.Function;
import okhttp3.Call;
import okhttp3.OkHttpClient;

/** Makes the calls of an OkHttpClient; by default the client itself does. */
interface CallFactoryProvider extends Function<OkHttpClient, Call.Factory> {}
